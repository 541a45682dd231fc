"""typed.py SHELL: what the shell makes of the lines of `typed` when the tabulator key is pressed at their end."""
import os, pty, re, select, sys, time
shell = sys.argv[1]
start = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"]}[shell]
load = {"bash": ". m/bash/terrier; bind 'set bell-style none' 'set enable-bracketed-paste off'",
        "zsh": "fpath=($PWD/m/zsh $fpath); autoload -U compinit; compinit -u -D; setopt no_beep; unset zle_bracketed_paste"}[shell]
pid, fd = pty.fork()
if pid == 0:
    os.environ.update(PS1="> ", TERM="dumb", LANG="C.UTF-8", COLUMNS="2000", HOME=os.getcwd(), INPUTRC="/dev/null")
    os.execvp(start[0], start)

def read_until(wanted, seconds):
    out, end = "", time.time() + seconds
    while time.time() < end and not re.search(wanted, out):
        if select.select([fd], [], [], 0.05)[0]:
            try: out += os.read(fd, 65536).decode("utf-8", "replace")
            except OSError: break
    return out

# The command that a line calls shows what it has become.
os.write(fd, (load + "; terrier() { printf 'is<%s>\\n' \"$*\"; }; echo rea''dy\n").encode())
read_until("ready", 30)
for line in open("typed", encoding="utf-8"):
    typed, expected = line.strip().split(" > ")
    os.write(fd, f"terrier {typed}\t".encode())
    read_until(re.escape(expected.split()[-1]), 5)
    os.write(fd, b"\n")
    found = re.findall(r"is<(.*?)/? ?>", read_until(r"is<[^>%]*>", 20))
    if found != [expected]: print(f"{shell}: 'terrier {typed}' becomes {found}, expected '{expected}'")
os.kill(pid, 9)
