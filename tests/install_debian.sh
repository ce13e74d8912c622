#!/usr/bin/env bash
# Installs the Debian packages that tests with real servers need, where apt and the right to use it are at hand.
# Never fails: a test that lacks its program says so by name.
set -u
declare -A package_of=([dovecot]=dovecot-imapd [initdb]=postgresql)
missing=()
for program in "${!package_of[@]}"; do
    command -v "$program" >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/$program" >/dev/null \
        || compgen -G "/usr/sbin/$program" >/dev/null || missing+=("${package_of[$program]}")
done
[ ${#missing[@]} -eq 0 ] && exit 0
command -v apt-get >/dev/null || exit 0
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || {
        echo "Some tests will be skipped. To run them: sudo apt-get install ${missing[*]}"
        exit 0
    }
    as_root=(sudo -n)
fi
echo "Installing ${missing[*]} for the tests with real servers ..."
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq >/dev/null 2>&1
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1 \
    || echo "apt could not install ${missing[*]}; the tests that need them will be skipped."
exit 0
