#!/usr/bin/env bash
# Installs the Debian packages that tests with real servers and real readers need, where apt and the right to use it
# are at hand: servers, OCR with Danish, readers of old formats, and the references that texts are compared with.
# Never fails: a test that lacks its program says so by name.
set -u
declare -A package_of=(
    [dovecot]=dovecot-imapd [initdb]=postgresql [tesseract]="tesseract-ocr tesseract-ocr-dan tesseract-ocr-eng"
    [catdoc]=catdoc [soffice]="libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui"
    [pandoc]=pandoc [pdftotext]=poppler-utils [chromium]=chromium
)
missing=()
for program in "${!package_of[@]}"; do
    command -v "$program" >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/$program" >/dev/null \
        || compgen -G "/usr/sbin/$program" >/dev/null || missing+=(${package_of[$program]})
done
# Tesseract without its Danish is of no use here; fonts make the letters that OCR is tried on.
compgen -G "/usr/share/tesseract-ocr/*/tessdata/dan.traineddata" >/dev/null || missing+=(tesseract-ocr-dan)
[ -d /usr/share/fonts/truetype/dejavu ] || missing+=(fonts-dejavu-core)
[ -d /usr/share/fonts/truetype/liberation ] || missing+=(fonts-liberation)
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
echo "Installing ${missing[*]} for the tests ..."
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq >/dev/null 2>&1
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1 \
    || echo "apt could not install ${missing[*]}; the tests that need them will be skipped."
exit 0
