# Shared by the scripts of this folder: installs what is missing, once. Sourced, not run.

# The oldest Rust that builds the project: `rust-version` of Cargo.toml.
rust_wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)

say() { printf 'doorcheck: %s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# need PACKAGE...: installs the Debian packages that are not there yet.
need() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  command -v apt-get >/dev/null || {
    say "please install what these Debian packages hold: ${missing[*]}"
    exit 1
  }
  say "installing ${missing[*]}"
  local told
  told=$({
    as_root apt-get update -qq &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
  } 2>&1) || {
    # What apt says of a success, that apt-utils is not there for one, is of no use to anybody.
    printf '%s\n' "$told" >&2
    exit 1
  }
}

# What building takes: a C compiler for the linker, ALSA for the sound, libclang for the bindings to Video4Linux.
need_to_build() {
  need build-essential pkg-config libasound2-dev
  if ! ldconfig -p | grep -q 'libclang-[0-9.]*so' && ! compgen -G '/usr/lib/llvm-*/lib/libclang.so*' >/dev/null; then
    # Its package bears the version that the distribution builds with: libclang-dev depends on libclang-14-dev, say.
    apt-cache show libclang-dev >/dev/null 2>&1 || as_root apt-get update -qq
    need "$(apt-cache depends libclang-dev | sed -n 's/.*Depends: libclang-\([0-9]*\)-dev/libclang1-\1/p' | head -n 1)"
  fi
}

# What the window takes to show itself, on X11 or Wayland.
need_to_show() {
  need libgl1 libegl1 libgl1-mesa-dri libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon0 libxkbcommon-x11-0
}

need_cargo() {
  # rustup's default place, for shells that have not read its environment yet.
  command -v cargo >/dev/null || PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
  local have
  have=$(cargo --version 2>/dev/null | cut -d ' ' -f 2) || true
  if [ -z "$have" ] || [ "$(printf '%s\n' "$rust_wanted" "$have" | sort -V | head -n 1)" != "$rust_wanted" ]; then
    say "Rust $rust_wanted or newer is needed${have:+, this is $have}. This line installs it:"
    say "  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y"
    exit 1
  fi
}

# need_tool CRATE VERSION: installs a program of cargo's world, below target/tools, and has it found.
need_tool() {
  PATH=$PWD/target/tools/bin:$PATH
  [ -x "target/tools/bin/$1" ] && return 0
  say "installing $1"
  cargo install --quiet --locked --root target/tools "$1" --version "$2"
}

# build_to_pass_on FOLDER [CARGO OPTION]...: builds the sources in FOLDER, into FOLDER/target/to-pass-on, with the list of its crates in the
# program (cargo-auditable). The program does not tell where it was built: the folder, cargo's own and the compiler's have one name everywhere.
build_to_pass_on() {
  local folder=$1 home=${CARGO_HOME:-$HOME/.cargo}
  shift
  need_tool cargo-auditable 0.7.7
  (
    cd "$folder"
    export CARGO_TARGET_DIR=$folder/target/to-pass-on
    export RUSTFLAGS="--remap-path-prefix=$folder=/doorcheck --remap-path-prefix=$home=/cargo"
    cargo auditable build --release --locked --quiet --bin doorcheck "$@"
  )
}
