#!/usr/bin/env bash
# Stands in for the official Node image where its registry cannot be reached: Debian's packages and Node from npm, laid
# out as that image is, for the container's two platforms. Nothing of it is meant for use elsewhere.
# usage: stand-in-base.sh IMAGE NODE_VERSION    (root on Debian; the container store is the environment's)
set -euo pipefail
image=$1 node_version=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Suites that start at the same time wait here for the first.
exec 9>"$CONTAINERS_STORAGE_CONF.lock"
flock 9
if buildah inspect --type image "$image-arm64" >"$work/inspect.log" 2>&1; then exit; fi

packages=(base-files base-passwd bash dash coreutils findutils sed grep libc6 libc-bin libgcc-s1 libstdc++6 libselinux1
  libpcre2-8-0 libacl1 libattr1 libgmp10 libtinfo6)

# Package lists of its own, so that another architecture does not have to be added to this machine.
apt_for() {
  local architecture=$1 lists=$work/lists-$1
  shift
  mkdir -p "$lists/partial"
  apt-get -qq -o "APT::Architecture=$architecture" -o "APT::Architectures=$architecture" -o "Dir::State::Lists=$lists" \
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root -o Acquire::Languages=none "$@"
}

lay_out() { # ROOT ARCHITECTURE NODE_ARCHITECTURE
  local root=$1 packed=$work/$2
  mkdir -p "$packed"
  apt_for "$2" update
  (cd "$packed" && apt_for "$2" download "${packages[@]}" &&
    npm pack --silent "node-linux-$3@$node_version" npm@11 >npm.log)
  local package
  for package in "$packed"/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -xC "$root" --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*'
  done
  sed 's/:\*:/:x:/' "$root/usr/share/base-passwd/passwd.master" >"$root/etc/passwd"
  sed 's/:\*:/:x:/' "$root/usr/share/base-passwd/group.master" >"$root/etc/group"
  echo 'node:x:1000:1000::/home/node:/bin/bash' >>"$root/etc/passwd"
  echo 'node:x:1000:' >>"$root/etc/group"
  install -d -o 1000 -g 1000 "$root/home/node"

  local npm=$root/usr/local/lib/node_modules/npm
  mkdir -p "$root/usr/local/bin" "$npm"
  tar -xzf "$packed"/node-linux-*.tgz -C "$root/usr/local" --strip-components=1 package/bin/node package/LICENSE
  tar -xzf "$packed"/npm-*.tgz -C "$npm" --strip-components=1 --exclude=package/docs --exclude=package/man
  chmod +x "$npm/bin/npm-cli.js"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
}

# One that an interrupted run left behind.
buildah manifest rm "$image" >"$work/manifest.log" 2>&1 || true
buildah manifest create "$image" >"$work/manifest.log"
for pair in amd64:x64 arm64:arm64; do
  architecture=${pair%:*}
  container=$(buildah from --arch "$architecture" scratch)
  lay_out "$(buildah mount "$container")" "$architecture" "${pair#*:}"
  buildah config --env PATH=/usr/local/bin:/usr/bin:/bin --cmd node "$container"
  buildah commit --quiet --rm "$container" "$image-$architecture" >"$work/commit.log"
  buildah manifest add "$image" "$image-$architecture" >"$work/manifest.log"
done
