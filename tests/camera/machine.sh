# A machine with cameras, for scripts/camera-test: Debian's kernel in qemu, without a network, on the host's own file system, which it
# sees read-only under a layer of its own. Sourced, not run. Everything is kept in $work, which the machine sees as /exchange.
# shellcheck shell=bash disable=SC2154

# The camera drivers' and the machine's parts, unpacked, not installed. The kernel is the one that apt has now.
unpack_machine() {
  local image version deb
  image=$(apt-cache depends linux-image-amd64 | sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
  kernel=${image#linux-image-}
  [ -n "$kernel" ] || {
    say "apt has no linux-image-amd64: this needs Debian on a 64-bit PC"
    exit 1
  }
  [ -e "$work/kernel/for-$kernel" ] && return 0
  say "unpacking Linux $kernel"
  rm -rf "$work/debs" "$work/kernel" "$work/busybox"
  mkdir -p "$work/debs" "$work/kernel"
  version=$(apt-cache show "$image" | sed -n 's/^Version: //p' | head -n 1)
  local kbuild
  kbuild=$(apt-cache depends "linux-headers-$kernel" | sed -n 's/.*Depends: \(linux-kbuild-.*\)/\1/p' | head -n 1)
  (cd "$work/debs" && apt-get download -qq "$image=$version" "linux-headers-$kernel" "${kbuild:?}" busybox-static v4l2loopback-dkms \
    "$(apt-cache depends "linux-headers-$kernel" | sed -n 's/.*Depends: \(linux-headers-.*-common\)/\1/p' | head -n 1)")
  for deb in "$work"/debs/*.deb; do dpkg-deb -x "$deb" "$work/kernel"; done
  rm -rf "$work/debs"
  cp "$(find "$work/kernel" -path '*bin/busybox' -type f | head -n 1)" "$work/busybox"
  build_v4l2loopback
  "$work/busybox" depmod -b "$work/kernel" "$kernel"
  touch "$work/kernel/for-$kernel"
}

# A camera whose pictures a program gives.
build_v4l2loopback() {
  local headers=$work/kernel/usr/src/linux-headers-$kernel source
  source=$(echo "$work"/kernel/usr/src/v4l2loopback-*)
  # They name each other by where they would be installed.
  sed -i "s|/usr/src/|$work/kernel/usr/src/|" "$headers/Makefile"
  make -s -C "$headers" M="$source" modules >"$work/module.log" 2>&1 || {
    cat "$work/module.log" >&2
    exit 1
  }
  mkdir -p "$work/kernel/lib/modules/$kernel/updates"
  cp "$source/v4l2loopback.ko" "$work/kernel/lib/modules/$kernel/updates/"
}

# with_needs MODULE: adds its path to `modules`, after those of what it needs.
with_needs() {
  local line path need
  line=$(grep -E "(^|/)$1\.ko[^:]*:" "$work/kernel/lib/modules/$kernel/modules.dep") || return 0 # built into the kernel
  path=${line%%:*}
  [[ " ${modules[*]} " == *" $path "* ]] && return 0
  for need in ${line#*:}; do
    need=${need##*/}
    with_needs "${need%%.ko*}"
  done
  modules+=("$path")
}

# The file system that it starts from.
make_initrd() {
  local root=$work/initrd module
  rm -rf "$root"
  mkdir -p "$root/bin"
  cp "$work/busybox" "$root/bin/busybox"
  install -m 755 tests/camera/init "$root/init"
  modules=()
  for module in virtio_pci 9pnet_virtio 9p overlay; do with_needs "$module"; done
  for module in "${modules[@]}"; do
    cp "$work/kernel/lib/modules/$kernel/$module" "$root/"
    echo "/${module##*/}" >>"$root/modules"
  done
  (cd "$root" && find . | "$work/busybox" cpio -o -H newc 2>/dev/null | gzip -1) >"$work/initrd.gz"
}

# Starts it, and waits until it takes commands.
boot() {
  local code
  rm -f "$work/todo" "$work/answer"
  # In software, wherever it runs: KVM inside of a rented machine is there or not, or half there.
  # no_timer_check: on a busy host the kernel finds the emulated timer too late, and gives up.
  qemu-system-x86_64 -accel tcg -cpu max -smp 2 -m 2048 -nic none -display none -no-reboot \
    -kernel "$work/kernel/boot/vmlinuz-$kernel" -initrd "$work/initrd.gz" -append "console=ttyS0 panic=-1 quiet no_timer_check" \
    -fsdev "local,id=host,path=/,security_model=none,readonly=on,multidevs=remap" -device virtio-9p-pci,fsdev=host,mount_tag=host \
    -fsdev "local,id=work,path=$work,security_model=none,multidevs=remap" -device virtio-9p-pci,fsdev=work,mount_tag=work \
    -serial "file:$work/console.log" >"$work/qemu.log" 2>&1 &
  qemu=$!
  trap 'kill "$qemu" 2>/dev/null || true' EXIT
  answer 600 || {
    say "the machine did not start; see $work/console.log"
    cat "$work/qemu.log" >&2
    exit 1
  }
}

# answer SECONDS: waits for the machine's answer, and takes it into `code`.
answer() {
  local end=$((SECONDS + $1))
  until [ -e "$work/answer" ]; do
    [ "$SECONDS" -lt "$end" ] && kill -0 "$qemu" 2>/dev/null || return 1
    sleep 0.02
  done
  code=$(<"$work/answer")
  rm "$work/answer"
}

# guest COMMAND: runs a line of shell in it; prints what that prints, returns what that returns.
# Command and answer are files, which are whole when their names appear. A serial line loses letters where the machine is slow.
guest() {
  local code
  printf '%s\n' "$1" >"$work/todo.new"
  mv "$work/todo.new" "$work/todo"
  answer 300 || {
    say "the machine does not answer to: $1"
    # Whether this is a subshell or not: a late answer would be taken for the next one's.
    kill $$
    exit 1
  }
  cat "$work/said"
  return "$code"
}
