"""Small programs such as learners write: both Pythons must make the same rows of each."""

from lifecycle.program import source
from lifecycle.programs.three import ELIF_CHAIN, IF_CHAIN

ANY_BRYTHON = "**/code-lab/brython-*.js"
"""The address of Brython, for a page that is to hold it back."""

_FIRST = 'stage = "Data Collection"\n'
_LOOP = source()

SHORT = _LOOP.replace("range(1, 8)", "range(1, 4)")
"""The lesson's program, ended after three rows."""

PROGRAMS: dict[str, str] = {
    "the lesson": _LOOP,
    "two turns": source(2),
    "if chain": IF_CHAIN.source,
    "elif chain": ELIF_CHAIN.source,
    "three times round": _LOOP.replace("range(1, 8)", "range(3)"),
    "never round": _LOOP.replace("range(1, 8)", "range(0)"),
    "one forgotten move": _LOOP.replace('        stage = "Model Training"\n', ""),
    "a skipped stage": _LOOP.replace('stage = "Model Training"\n', 'stage = "Model Deployment"\n'),
    "back to training": _LOOP.replace(
        '            break\n        stage = "Data Collection"',
        '            break\n        stage = "Model Training"',
    ),
    "always again": _LOOP.replace("        if not needs_retraining:\n            break\n", ""),
    "stop after deployment": _LOOP.replace(
        '        stage = "Monitoring & Maintenance"\n', "        break\n"
    ),
    "renamed variables": _LOOP.replace("records", "notes").replace("step", "turn"),
    "comments and blank lines": "# a walk\n\n" + _LOOP.replace("for step", "\n# round\nfor step"),
    "the lesson's page": _FIRST
    + 'if stage == "Data Collection":\n    stage = "Data Preparation"\n',
    "unknown stage": _FIRST + 'stage = "Holiday"\nstage = "Data Collection"\n',
    "no stage": "x = 1\ny = x + 1\n",
    "nothing": "",
    "a call without a move": _FIRST + "collect()\n",
    "the stage never moved": _FIRST
    + 'for step in range(1, 4):\n    if stage == "Data Collection":\n        records = collect()\n',
    "loops around a call": _FIRST + "for step in range(3):\n    for i in range(2):\n        x = i\n"
    "    prepare()\n    collect()\n    for j in range(2):\n        y = j\n",
    "a call in two loops": _FIRST + "for a in 'xy':\n    for b in 'pq':\n        collect()\n"
    "    c = a\n",
    "a call in a function": _FIRST + "def work():\n    return collect()\n\n"
    "for step in range(3):\n    records = work()\n    y = step\n",
    "a call every second time": _FIRST
    + "step = 0\nwhile step < 6:\n    step += 1\n    if step % 2:\n        collect()\n",
    "a call in a loop on one line": _FIRST + "for step in range(3): records = collect()\n",
    "two calls without a loop": _FIRST + "records = collect()\nx = 1\nrecords = collect()\n",
    "calls inside calls": _FIRST + "rows = prepare(collect())\nstage = 'Model Training'\n",
    "moved before called": _FIRST + 'stage = "Data Preparation"\nrecords = collect()\n',
    "while": _FIRST
    + 'turns = 0\nwhile turns < 3:\n    collect()\n    stage = f"turn {turns}"\n    turns += 1\n',
    "while on one line": "stage = 0\nwhile stage < 3: stage += 1\n",
    "while else": "stage = 0\nwhile stage < 2:\n    stage += 1\nelse:\n    stage = 9\n",
    "for else": "stage = 0\nfor i in range(2):\n    stage = i\nelse:\n    stage = 9\n",
    "for broken": "stage = 'a'\nfor i in range(5):\n    if i == 2:\n        break\n    stage = i\n"
    "else:\n    stage = 9\n",
    "continue": "stage = 'a'\nfor i in range(5):\n    if i % 2:\n        continue\n    stage = i\n",
    "nested loops": "stage = ''\nfor a in 'xy':\n    for b in 'pq':\n        stage = a + b\n",
    "nested ifs": "stage = 1\nfor i in range(4):\n    if i > 0:\n        if i > 2:\n"
    "            stage = 'big'\n        else:\n            stage = i\n",
    "a list of stages": "names = ['one', 'two', 'three']\nstage = names[0]\n"
    "for name in names[1:]:\n    stage = name\n",
    "list operations": "done = []\nstage = 'a'\nfor name in ['b', 'c']:\n    done.append(stage)\n"
    "    stage = name\ndone.remove('a')\ndone.insert(0, 'z')\nstage = done.pop()\n",
    "a dictionary": "after = {'a': 'b', 'b': 'c'}\nstage = 'a'\nwhile stage in after:\n"
    "    stage = after[stage]\n",
    "a tuple": "stage, other = 'a', 'b'\nstage, other = other, stage\n",
    "enumerate": "stage = ''\nfor i, name in enumerate(['x', 'y'], start=1):\n"
    "    stage = f'Stage {i}: {name}'\n    print(stage)\n",
    "zip": "stage = 0\nfor a, b in zip([1, 2], [3, 4]):\n    stage = a * b\n",
    "list comprehension": "squares = [n * n for n in range(5)]\nstage = 0\nstage = sum(squares)\n",
    "dict comprehension": "stage = 0\nlengths = {w: len(w) for w in ['a', 'bc']}\n"
    "stage = lengths['bc']\n",
    "generator": "stage = 0\nstage = max(n % 4 for n in range(7))\n",
    "many in one line": "stage = 0\nstage = len([n for n in range(300)])\n",
    "a function": "def follow(name):\n    told = name + '!'\n    return told\n\nstage = 'a'\n"
    "stage = follow(stage)\nstage = follow(stage)\n",
    "a function that moves": "stage = 'a'\ndef move(name):\n    global stage\n    stage = name\n"
    "    return len(name)\n\nsize = move('bb')\nsize = move('ccc')\n",
    "a local stage": "def walk():\n    stage = 'inner'\n    stage = 'other'\n    return stage\n\n"
    "stage = 'outer'\nstage = walk()\n",
    "recursion": "def down(n):\n    if n == 0:\n        return 'ground'\n    return down(n - 1)\n\n"
    "stage = 'top'\nstage = down(3)\n",
    "default and keyword": "def f(a, b=2, *more, **named):\n    return a + b + len(more)"
    " + len(named)\n\nstage = 0\nstage = f(1)\nstage = f(1, 3, 4, x=5)\n",
    "lambda": "double = lambda n: 2 * n\nstage = 1\nstage = double(stage)\nstage = double(stage)\n",
    "a class": "class Model:\n    def __init__(self, name):\n        self.name = name\n"
    "    def next(self):\n        return self.name + '+'\n\nstage = 'a'\n"
    "stage = Model(stage).next()\n",
    "try except": "stage = 'a'\ntry:\n    stage = 1 / 0\nexcept ZeroDivisionError as error:\n"
    "    stage = str(error)\n",
    "bare except": "stage = 'a'\ntry:\n    stage = {}['x']\nexcept:\n    stage = 'caught'\n",
    "try else finally": "stage = 'a'\ntry:\n    stage = 'b'\nexcept ValueError:\n    stage = 'c'\n"
    "else:\n    stage = 'd'\nfinally:\n    stage = 'e'\n",
    "raise": "stage = 'a'\ntry:\n    raise ValueError('no')\nexcept ValueError as error:\n"
    "    stage = f'{error}!'\n",
    "with numbers": "stage = 0.5\nstage = stage * 3\nstage = 7 // 2\nstage = 2 ** 70\n"
    "stage = -7 % 3\n",
    "strings": "stage = 'model training'\nstage = stage.title()\nstage = stage.replace('M', 'm')\n"
    "stage = stage[::-1]\nstage = ' '.join(stage.split())\n",
    "formatted": "stage = 0.87654\nstage = f'{stage:.1%}'\nstage = f'{3:>4}|{\"x\":<3}|{1234:,}'\n",
    "conditional expression": "stage = 1\nstage = 'odd' if stage % 2 else 'even'\n",
    "and or not": "stage = 0\nstage = stage or 'none'\nstage = stage and not stage\n",
    "none and true": "stage = True\nstage = None\nstage = False\n",
    "unpacking": "first, *stage = [1, 2, 3]\nstage = [*stage, first]\n",
    "walrus": "stage = 0\nwhile (stage := stage + 1) < 3:\n    pass\n",
    "sorted": "stage = [3, 1, 2]\nstage = sorted(stage, reverse=True)\nstage = stage[0]\n",
    "deleted": "stage = 'a'\nx = 1\ndel x\nstage = 'b'\n",
    "several lines": "stage = (\n    'a' +\n    'b'\n)\nstage = [\n    1,\n    2,\n]\n",
    "a call between two moves on a line": "stage = 'a'\nif stage:\n    stage = collect()\n",
    "printed": "stage = 'a'\nprint(stage, 1, 2.0, [None], sep='-', end='.')\nstage = 'b'\n"
    "print()\n",
    "an error later": "stage = 'a'\nstage = 'b'\nstage = missing\n",
    "an error in a function": "def f():\n    return 1 / 0\n\nstage = 'a'\nstage = 'b'\n"
    "stage = f()\n",
    "an endless loop": "stage = 0\nwhile True:\n    stage = stage + 1\n",
}

DIFFERENT: dict[str, str] = {
    "match": "stage = 'a'\nmatch stage:\n    case 'a':\n        stage = 'b'\n    case _:\n"
    "        stage = 'c'\n",
    "a call on several lines": _FIRST
    + "for step in range(3):\n    records = [\n        collect(),\n    ]\n    y = step\n",
    "two on one line": "stage = 'a'; stage = 'b'\nstage = 'c'\n",
}
"""What Brython 3.15 is known to report otherwise: lines of `match`, a call within a
statement of several lines, statements on one line."""
