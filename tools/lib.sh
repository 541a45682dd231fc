# Shell functions shared by tools/demo and tools/test. Source it; it runs nothing.

# packages_of SECTION...: the names in those sections of tools/packages.
packages_of() {
    local section
    for section in "$@"; do
        awk -v want="[$section]" '/^\[/ { on = ($1 == want) } on && /^[a-z0-9]/ { print $1 }' "$top/tools/packages"
    done | sort -u
}

# packages_missing SECTION...: those that are not installed, nor provided by what is (a nodejs that brings its npm). dpkg
# answers in milliseconds, apt is not asked.
packages_missing() {
    local have
    have=$(dpkg-query -W -f='${db:Status-Abbrev} ${Package} ${Provides}\n' 2>/dev/null |
        awk '$1 == "ii" { for (i = 2; i <= NF; i++) if ($i ~ /^[a-z0-9]/) { sub(/,$/, "", $i); print $i } }' | sort -u)
    comm -23 <(packages_of "$@") <(printf '%s\n' "$have")
}

# packages_install SECTION...: installs what is missing; says what to type when not allowed to.
packages_install() {
    local missing
    missing=$(packages_missing "$@" | tr '\n' ' ')
    missing=${missing% }
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "$0: error: not installed: $missing; this script installs on Debian only, install them by hand" >&2
        return 1
    fi
    if [ "$(id -u)" != 0 ]; then
        echo "$0: error: not installed: $missing; run as root: apt-get update && apt-get install $missing" >&2
        return 1
    fi
    echo "== Installing $missing"
    local log
    log=$(mktemp)
    if ! { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
        -o Dpkg::Use-Pty=0 $missing; } >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        echo "$0: error: the packages could not be installed; see above, then run this again" >&2
        return 1
    fi
    rm -f "$log"
}

# build_preset PRESET [TARGET...]: configures and builds; quiet unless it fails.
build_preset() {
    local preset=$1 log
    shift
    log=$(mktemp)
    echo "== Building ($preset)"
    if ! { cmake --preset "$preset" && cmake --build --preset "$preset" ${1:+--target "$@"}; } >"$log" 2>&1 </dev/null
    then
        tail -n 60 "$log" >&2
        rm -f "$log"
        echo "$0: error: the build failed; see above" >&2
        return 1
    fi
    rm -f "$log"
}
