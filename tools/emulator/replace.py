"""How methods of moto are replaced."""


def replace(owner: type, name: str):
    """Replaces a method by the decorated function, which gets the replaced method before `self`."""

    def put(function):
        plain = getattr(owner, name, None)
        setattr(owner, name, lambda self, *rest: function(plain, self, *rest))

    return put
