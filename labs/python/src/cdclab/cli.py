"""`cdclab`: run, check, record, verify, produce, soak, rounds, list, fresh, options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cdclab import check as checks
from cdclab import drill, environment, fresh, labs, notebook, options, record, soak, stand
from cdclab.connect import ConnectError
from cdclab.drill import DrillFailed
from cdclab.labs import UnknownLab
from cdclab.notebook import CellFailed
from cdclab.stand import StandError
from cdclab.waiting import Missed

# Errors whose message is already written for the learner; anything else is a bug and keeps its traceback.
TOLD = (UnknownLab, CellFailed, DrillFailed, ConnectError, StandError, Missed, PermissionError, FileNotFoundError)


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; returns the exit code: 0 done, 1 a check or a run failed, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = _parser().parse_args(given)
    try:
        if chosen.act in (_run, _check, _produce) and (part := environment.elsewhere(_script(chosen))):
            return _elsewhere(part, given)
        act: Callable[[argparse.Namespace], bool] = chosen.act
        return 0 if act(chosen) else 1
    except TOLD as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cdclab", description="Лабораторные курса: выполнить, проверить, записать.")
    commands = parser.add_subparsers(required=True, metavar="команда")

    run = commands.add_parser("run", help="выполнить блокнот или аварию, подготовить задание")
    run.add_argument("name", help="postgres, postgres/01_wal, postgres/slot-report")
    run.add_argument("--without-cure", action="store_true", help="пропустить лечение аварии: она обязана не пройти")
    run.set_defaults(act=_run)

    check = commands.add_parser("check", help="проверить лабораторную или задание")
    check.add_argument("name", help="postgres или postgres/slot-report")
    check.add_argument("file", type=Path, nargs="?", help="ваше решение, если оно не в starter.py")
    check.add_argument("--live", action="store_true", help="смотреть на стенд как есть, ничего не готовить заново")
    check.set_defaults(act=_check)

    for name, act, text in (
        ("record", _record, "выполнить всё и переписать recorded/"),
        ("verify", _verify, "выполнить всё и сверить с recorded/"),
        ("list", _list, "что есть"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("name", nargs="?" if name == "list" else None)
        command.set_defaults(act=act)
    produce = commands.add_parser("produce", help="выполнить блокнот или аварию и отдать вывод как JSON")
    produce.add_argument("name")
    produce.set_defaults(act=_produce)
    long = commands.add_parser("soak", help="нагрузка со случайными авариями, в конце сверка приёмника с источником")
    long.add_argument("--minutes", type=float, default=10)
    long.add_argument("--seed", type=int, default=1)
    long.add_argument("--victims", nargs="*", default=list(soak.VICTIMS), help="кого убивать; без имён — никого")
    long.set_defaults(act=_soak)
    turns = commands.add_parser("rounds", help="убивать одну службу раз за разом и сверять после каждого")
    turns.add_argument("victim", choices=soak.VICTIMS)
    turns.add_argument("count", type=int, nargs="?", default=20)
    turns.set_defaults(act=_rounds)
    commands.add_parser("fresh", help="опустошить стенд").set_defaults(act=_fresh)
    described = commands.add_parser("options", help="записать все опции коннектора и воркера в labs/options.json")
    described.set_defaults(act=_options)
    return parser


def _script(chosen: argparse.Namespace) -> Path:
    """The file that says what the command needs."""
    lab, part = labs.split(chosen.name)
    if part in (None, "lab") and chosen.act is _check:
        return lab.check
    return lab.script(part or "lab")


def _elsewhere(part: str, given: Sequence[str]) -> int:
    """The same command in the environment of a heavy part."""
    done = environment.call(part, *given)
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    return done.code


def _run(chosen: argparse.Namespace) -> bool:
    lab, part = labs.split(chosen.name)
    if part in lab.exercises():
        checks.load(lab.exercises()[part] / "check.py").preparation()
        print((lab.exercises()[part] / "task.md").read_text("utf-8"))
    elif part in lab.drills():
        path = lab.drills()[part]
        with stand.having(labs.services(path)):
            drill.load(path).run(skip=frozenset({"cure"}) if chosen.without_cure else frozenset())
    else:
        path = lab.notebook(part or "lab")
        with stand.having(labs.services(path)):
            notebook.execute(path, _tell_cell)
    return True


def _tell_cell(cell: Any) -> None:
    """Print the first heading of a markdown cell, the output of a code cell."""
    if cell.cell_type == "markdown":
        heading = next((line.lstrip("# ") for line in cell.source.splitlines() if line.startswith("#")), None)
        text = heading and f"\n== {heading} =="
    else:
        text = notebook.printed(cell)
    if text:
        print(text.rstrip("\n"), flush=True)


def _check(chosen: argparse.Namespace) -> bool:
    lab, part = labs.split(chosen.name)
    if part in (None, "lab"):  # `run` takes both names
        return checks.load(lab.check).run()
    if part not in lab.exercises():
        raise labs.unknown_part(lab, part)
    folder = lab.exercises()[part]
    check = checks.load(folder / "check.py")
    if not chosen.live:
        check.preparation()
    return check.run((chosen.file or folder / "starter.py").resolve())


def _produce(chosen: argparse.Namespace) -> bool:
    lab, part = labs.split(chosen.name)
    print(record.told(record.produce(lab, part or "lab")))
    return True


def _record(chosen: argparse.Namespace) -> bool:
    record.record(labs.find(chosen.name))
    return True


def _verify(chosen: argparse.Namespace) -> bool:
    lab = labs.find(chosen.name)
    good = True
    for name in record.sources(lab):
        differences = record.differences(lab, name)
        print(
            "✗" if differences else "✓",
            f"{lab.name}/{name}",
            *differences,
            sep="\n" if differences else " ",
            flush=True,
        )
        good = good and not differences
    return good


def _list(chosen: argparse.Namespace) -> bool:
    for lab in [labs.find(chosen.name)] if chosen.name else labs.every():
        print(lab.name)
        for path in lab.notebooks():
            print(f"  блокнот  {lab.name}/{path.stem}")
        for slug in lab.exercises():
            print(f"  задание  {lab.name}/{slug}")
        for slug in lab.drills():
            print(f"  авария   {lab.name}/{slug}")
    return True


def _soak(chosen: argparse.Namespace) -> bool:
    report = soak.run(chosen.minutes, chosen.victims, chosen.seed)
    print("\n".join(report.lines()))
    return report.lost_nothing


def _rounds(chosen: argparse.Namespace) -> bool:
    reports = soak.rounds(chosen.victim, chosen.count)
    bad = [report for report in reports if not report.lost_nothing]
    print(f"{chosen.victim}: раундов {len(reports)}, с расхождениями {len(bad)}")
    return not bad


def _fresh(_: argparse.Namespace) -> bool:
    fresh.start().close()
    print("Стенд пуст: нет ни коннекторов, ни топиков, ни слотов, ни таблиц.")
    return True


def _options(_: argparse.Namespace) -> bool:
    print(f"Записано: {options.write()}")
    return True


if __name__ == "__main__":
    sys.exit(main())
