# The test command of the launcher, which reads this file: every test of every module, then the stories that real
# clients tell a running cloud. The closing line counts them all.

usage_of_test() {
  cat <<'TEXT'
Usage: nephele test [--slow]

Run every test of the project: the modules with their static checks, then Python and the AWS CLI against a cloud of
their own. Installs what the tests need from the project's own lists. The closing line counts: N passed, M failed.

Options:
  --slow       Also run the long campaigns, and more clients.
  -h, --help   Show this text.
TEXT
}

# Installs the Debian packages that these lists name and that are missing, where that is possible.
install_packages() {
  local package
  local -a missing=()
  command -v dpkg-query >/dev/null || return 0
  while IFS= read -r package; do
    [[ -n $package && $package != \#* ]] || continue
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done < <(cat "$@")
  ((${#missing[@]})) || return 0
  if [[ $(id -u) != 0 ]]; then
    say "these Debian packages are missing; install them with: sudo apt-get install ${missing[*]}"
    return 0
  fi
  say "installing ${missing[*]}"
  if ! { apt-get install -y --no-install-recommends "${missing[@]}" ||
    { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; }; } >"$root/target/apt.log" 2>&1; then
    say "  that did not work (log: $root/target/apt.log)"
  fi
}

# Makes the virtual environment of the Python tests; sets python.
make_python() {
  local wanted=$root/tests/python/requirements.txt
  python=$root/.venv/bin/python
  if [[ -x $python ]] && cmp -s "$wanted" "$root/.venv/requirements.txt"; then return; fi
  say "installing the Python clients"
  rm -rf "$root/.venv"
  if ! { python3 -m venv "$root/.venv" && "$python" -m pip install -q -r "$wanted"; } >"$root/target/pip.log" 2>&1; then
    rm -rf "$root/.venv"
    say "  that did not work (log: $root/target/pip.log)"
    return 1
  fi
  cp "$wanted" "$root/.venv/requirements.txt"
}

# Every module and the samples: static checks, tests, formatter. The jars it leaves are the build that the second stage runs.
test_modules() {
  local began status=0
  local -a switches=("$@")
  began=$(mktemp "$root/target/stamp.XXXXXX")
  rm -rf "$dist/lib" "$dist/stamp"
  find "$root" -name surefire-reports -path '*/target/*' -prune -exec rm -rf {} +
  maven -Dsamples -Dmaven.test.failure.ignore=true -fae ${switches[@]+"${switches[@]}"} verify || status=1
  if [[ -d $dist/lib && $status == 0 ]]; then mv "$began" "$dist/stamp"; else rm -f "$began"; fi
  maven -q -fae spotless:check || status=1
  return "$status"
}

run_tests() {
  local slow=0 broken=0 python='' passed failed skipped report
  local -a reports=()
  while (($#)); do
    case $1 in
      --slow) slow=1 ;;
      -h | --help)
        usage_of_test
        return 0
        ;;
      *) fail "test knows no '$1'; see nephele test --help" ;;
    esac
    shift
  done
  mkdir -p "$root/target" "$dist"
  rm -f "$root/target/pytest.xml"
  local -a switches=() packages=("$root/tests/debian-packages.txt")
  if ((slow)); then
    switches+=(-Dexcluded.tags= -Dnephele.slow=true)
    packages+=("$root/tests/debian-packages-slow.txt")
  fi
  install_packages "${packages[@]}"
  test_modules ${switches[@]+"${switches[@]}"} || broken=$((broken + 1))
  if make_python; then
    local -a only=(-m 'not slow')
    if ((slow)); then only=(); fi
    "$python" -m pytest -q -p no:cacheprovider --junitxml="$root/target/pytest.xml" ${only[@]+"${only[@]}"} "$root/tests/python" || true
    [[ -s $root/target/pytest.xml ]] || broken=$((broken + 1))
  else
    broken=$((broken + 1))
  fi
  while IFS= read -r report; do reports+=("$report"); done < <(find "$root" -name surefire-reports -path '*/target/*' -prune)
  read -r passed failed skipped < <(python3 "$root/tests/count.py" ${reports[@]+"${reports[@]}"} "$root/target/pytest.xml")
  ((!broken)) || say "$broken stage(s) did not get through: see above"
  ((!${skipped:-0})) || say "$skipped skipped"
  failed=$((${failed:-0} + broken))
  printf '%s passed, %s failed\n' "${passed:-0}" "$failed"
  ((failed == 0 && ${passed:-0} > 0))
}
