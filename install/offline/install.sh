#!/bin/sh
# 在没有网络的机器上安装、升级、回退 gangyao 纲要；说明见同一文件夹里的“安装说明.txt”。
set -eu
umask 022
unset PYTHONPATH PYTHONHOME 2>/dev/null || :

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
target='' data='' wanted='' back='' unfinished='' lock=''

say() { printf '%s\n' "$*" >&2; }
fail() { say "没有做成：$*"; exit 1; }

usage() {
    cat <<'END'
用法：sh install.sh [安装文件夹] [--data 数据文件夹] [--python 程序]
      sh install.sh --back [安装文件夹]

  安装文件夹       默认：root 是 /opt/gangyao，其他人是 ~/gangyao
  --data 文件夹    数据放在哪里；只在第一次安装时有用，默认：root 是 /var/lib/gangyao，其他人是 ~/.local/share/gangyao
  --python 程序    用哪个 Python，例如 /usr/bin/python3.11
  --back           回到升级之前的版本
END
}

read_arguments() {
    while [ $# -gt 0 ]; do
        case $1 in
            -h | --help) usage; exit 0 ;;
            --back) back=yes ;;
            --data | --python)
                [ $# -ge 2 ] || fail "$1 后面要跟一个值。看说明请加 --help"
                if [ "$1" = --data ]; then data=$2; else wanted=$2; fi
                shift ;;
            -*) fail "不认识 $1。看说明请加 --help" ;;
            *) [ -z "$target" ] || fail "安装文件夹只能有一个，给了“${target}”和“$1”"; target=$1 ;;
        esac
        shift
    done
}

choose_target() {
    if [ -z "$target" ]; then
        if [ "$(id -u)" = 0 ]; then target=/opt/gangyao; else target=$HOME/gangyao; fi
        if [ -t 0 ] && [ -z "$back" ]; then
            printf '安装到哪个文件夹？直接回车即 %s：' "$target" >&2
            read -r typed || typed=''
            [ -z "$typed" ] || target=$typed
        fi
    fi
    target=$(absolute "$target")
    if [ -d "$target" ] && [ ! -f "$target/.gangyao" ] && [ -n "$(ls -A "$target")" ]; then
        fail "$target 里已有别的东西，不装在其中。请另指一个新的文件夹"
    fi
    case $target in
        *[\'\"\\\$\`%\&\|]*) fail "安装文件夹的名称里不能有引号、反斜杠、\$、%、& 和 |：$target" ;;
    esac
}

absolute() {
    case $1 in
        /*) printf '%s' "$1" ;;
        \~/*) printf '%s/%s' "$HOME" "${1#??}" ;;
        *) printf '%s/%s' "$PWD" "$1" ;;
    esac
}

choose_data() {
    kept=''
    if [ -f "$target/settings.env" ]; then kept=$(sed -n 's/^GANGYAO_HOME=//p' "$target/settings.env"); fi
    if [ -z "$data" ]; then
        data=$kept
    else
        data=$(absolute "$data")
        if [ -n "$kept" ] && [ "$kept" != "$data" ]; then
            fail "这里先前装过，数据文件夹是 ${kept}。升级时不用 --data；要搬动数据，请先停网站、移动文件夹，再改 $target/settings.env"
        fi
    fi
    if [ -z "$data" ]; then
        if [ "$(id -u)" = 0 ]; then data=/var/lib/gangyao; else data=$HOME/.local/share/gangyao; fi
    fi
    case $data in
        *[\'\"\\\$\`%\&\|]*) fail "数据文件夹的名称里不能有引号、反斜杠、\$、%、& 和 |：$data" ;;
        "$target" | "$target"/versions*) fail "数据文件夹不能放在程序的位置 ${data}，请用 --data 另指一个" ;;
    esac
}

check_sums() {
    command -v sha256sum >/dev/null || fail "这台机器没有 sha256sum，无法核对安装包；请安装系统自带的 coreutils"
    if wrong=$(cd "$here" && LC_ALL=C sha256sum -c SHA256SUMS 2>&1); then return; fi
    say "$(printf '%s\n' "$wrong" | grep -v ': OK$' || :)"
    fail "安装包与它的校验值不符（上面列出的文件），可能没有拷完整，或者被改动过。请重新拷贝压缩包，解开后再装。原有的安装没有动。"
}

find_python() {
    python='' seen=''
    for candidate in ${wanted:+"$wanted"} python3 python3.13 python3.12 python3.11; do
        [ -z "$wanted" ] || [ "$candidate" = "$wanted" ] || break
        machine=$("$candidate" -c 'import platform, sys; print("%s %d.%d" % ((platform.machine(),) + sys.version_info[:2]))' 2>/dev/null) || continue
        if grep -qxF "$machine" "$here/MACHINES"; then python=$candidate; break; fi
        seen="$seen ${candidate}（${machine}）"
    done
    if [ -z "$python" ]; then
        say "这个安装包适用于（机器类型 Python 版本）：$(tr '\n' ';' <"$here/MACHINES")"
        say "这台机器上找到的：${seen:-没有 Python 3}"
        fail "没有合适的 Python。请从系统的安装盘或内网软件源安装 Python 3.11 或更新的版本（如 apt-get install python3，dnf install python3.11），装在别处的用 --python 指明"
    fi
    "$python" -c 'import venv' 2>/dev/null ||
        fail "$python 没有 venv 模块，不能建立独立的环境。请安装 python3-venv（Debian、麒麟桌面版、统信）或完整的 python3（openEuler、麒麟服务器版）"
}

take_lock() {
    mkdir -p "$target/versions" 2>/dev/null || fail "不能写 ${target}。请换一个自己的文件夹，或以 root 运行"
    if ! mkdir "$target/.installing" 2>/dev/null; then
        other=$(cat "$target/.installing/pid" 2>/dev/null || :)
        if [ -n "$other" ] && kill -0 "$other" 2>/dev/null; then
            fail "另一个安装正在进行（进程 ${other}），请等它结束"
        fi
    fi
    lock=$target/.installing
    : >"$target/.gangyao"
    echo $$ >"$lock/pid"
}

clean_up() {
    status=$?
    trap - EXIT
    if [ -n "$unfinished" ]; then
        rm -rf "$unfinished"
        say "安装没有完成，已清除装了一半的文件；原来的版本和数据没有动。"
    fi
    [ -z "$lock" ] || rm -rf "$lock"
    exit $status
}

remove_halves() {
    for folder in "$target"/versions/*; do
        if [ -d "$folder" ] && [ ! -f "$folder/complete" ]; then rm -rf "$folder"; fi
    done
}

make_version() {
    folder=$target/versions/$name
    if [ -f "$folder/complete" ]; then say "版本 $version 先前已经装好。"; return; fi
    say "安装版本 $version 到 $target ……"
    unfinished=$folder
    "$python" -m venv --without-pip "$folder/venv" || fail "建立不了 Python 环境，原因见上面"
    pip_install --require-hashes -r "$here/requirements.txt" || fail "软件包没有装上，原因见上面；常见的是磁盘空间不够"
    pip_install --no-deps "$here"/wheels/gangyao-*.whl || fail "程序没有装上，原因见上面；常见的是磁盘空间不够"
    [ "$("$folder/venv/bin/gangyao" --version)" = "gangyao $version" ] || fail "装好的程序不能运行，原因见上面"
    : >"$folder/complete"
    unfinished=''
}

pip_install() { # pip runs out of its wheel, so that a system without ensurepip will do
    for pip in "$here"/wheels/pip-*.whl; do :; done
    PIP_CONFIG_FILE=/dev/null "$folder/venv/bin/python" "$pip/pip" --isolated --quiet \
        --disable-pip-version-check install --no-cache-dir --no-index --find-links "$here/wheels" "$@"
}

write_programs() {
    if [ ! -f "$target/settings.env" ]; then
        sed "s|@DATA@|$data|" "$here/files/settings.env" >"$target/settings.env.new"
        mv "$target/settings.env.new" "$target/settings.env"
    fi
    for file in gangyao start.sh gangyao.service gangyao.desktop; do
        sed "s|@TARGET@|$target|g; s|@DATA@|$data|g" "$here/files/$file" >"$target/$file.new"
        mv "$target/$file.new" "$target/$file"
    done
    chmod 755 "$target/gangyao" "$target/start.sh"
    cp "$here/安装说明.txt" "$target/安装说明.txt"
    cp "$here/install.sh" "$target/versions/$name/install.sh"
}

point() { # 名称 版本：在一步之内换好链接
    rm -f "$target/.$1"
    ln -s "$2" "$target/.$1"
    "$target/versions/${2#versions/}/venv/bin/python" -c 'import os, sys; os.replace(sys.argv[1], sys.argv[2])' "$target/.$1" "$target/$1"
}

switch() {
    before=$(readlink "$target/current" || :)
    if [ -n "$before" ] && [ "$before" != "versions/$name" ] && [ -d "$target/$before" ]; then
        point previous "$before"
    fi
    point current "versions/$name"
    for folder in "$target"/versions/*; do
        case versions/${folder##*/} in
            "$(readlink "$target/current")" | "$(readlink "$target/previous" || :)") ;;
            *) rm -rf "$folder"; say "已清除更早的版本 ${folder##*/}。" ;;
        esac
    done
}

tell_what_next() {
    if [ -n "$before" ] && [ "$before" != "versions/$name" ]; then
        say "已升级：${before#versions/} → ${name}。数据仍在 ${data}，没有动。"
        say "请重新启动网站，新版本从那时起运行；数据库要升级时，会先在数据文件夹的 backups 里留一份。"
        say "要回到升级之前的版本：sh install.sh --back $target"
        return
    fi
    say "已装好：gangyao ${version}，程序在 ${target}，数据在 ${data}。"
    if [ "$(id -u)" = 0 ]; then
        say "作为服务运行：按“安装说明.txt”第四节建立用户 gangyao，再启用 $target/gangyao.service。"
    else
        say "启动：$target/start.sh，然后在浏览器打开 http://127.0.0.1:8000"
    fi
}

go_back() {
    previous=$(readlink "$target/previous" 2>/dev/null || :)
    [ -n "$previous" ] && [ -f "$target/$previous/complete" ] || fail "$target 里没有升级之前的版本可回"
    current=$(readlink "$target/current")
    point current "$previous"
    point previous "$current"
    say "已回到 ${previous#versions/}（原为 ${current#versions/}）。请重新启动网站。"
    say "如果新版本升级过数据库，旧版本会拒绝启动，并说出怎样取回升级之前的那一份（在 $data/backups）。再运行一次 --back 即回到新版本。"
}

main() {
    read_arguments "$@"
    choose_target
    choose_data
    if [ -n "$back" ]; then go_back; return; fi
    check_sums
    version=$(cat "$here/VERSION")
    name=$version-$(sha256sum <"$here/SHA256SUMS" | cut -c1-8)
    find_python
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    take_lock
    remove_halves
    make_version
    write_programs
    switch
    tell_what_next
}

main "$@"
