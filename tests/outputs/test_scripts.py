import pytest

from generator.outputs.scripts import bundle, imports_of

SCRIPTS = {
    "main.js": """import "./side.js";
import { add as plus, BASE } from "./sum.js";
export const told = plus(BASE, 1);
""",
    "side.js": "const add = 7; // of its own\n",
    "sum.js": """import { one } from "./one.js";
export const BASE = one + 40;
export function add(a, b) {
  return a + b;
}
""",
    "one.js": "export const one = 1;\n",
}


def test_imports_are_told_once_each() -> None:
    assert imports_of('import { a } from "./x.js";\nimport "./y.js";\nimport { b } from "./x.js";') == ["x.js", "y.js"]


def test_what_is_imported_comes_first_and_once() -> None:
    whole = bundle("main.js", SCRIPTS | {"side.js": 'import { one } from "./one.js";\n'})
    assert whole.count("const one = 1;") == 1
    assert whole.index("const one = 1;") < whole.index("const BASE") < whole.index("const told")


def test_a_script_that_imports_nothing_stays_as_it_is() -> None:
    assert bundle("one.js", SCRIPTS) == SCRIPTS["one.js"]


def test_imports_over_several_lines_are_understood() -> None:
    scripts = SCRIPTS | {"main.js": 'import {\n  add,\n  BASE,\n} from "./sum.js";\nadd(BASE, 1);\n'}
    assert "const {\n  add,\n  BASE,\n} = $sum;" in bundle("main.js", scripts)


@pytest.mark.parametrize(
    "line",
    [
        'import add from "./sum.js";',
        'import * as sums from "./sum.js";',
        'export { add } from "./sum.js";',
        "export default 1;",
        "export { told };",
        'import { x } from "https://example.org/x.js";',
    ],
)
def test_other_ways_to_import_and_export_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"^main\.js: "):
        bundle("main.js", SCRIPTS | {"main.js": f"{line}\n"})


def test_scripts_that_are_asked_for_while_running_are_left_alone() -> None:
    script = 'const load = () =>\nimport("./sum.js");\nconst here = import.meta.url;\n'
    assert bundle("main.js", {"main.js": script}) == script


def test_a_script_that_is_not_there_is_told() -> None:
    with pytest.raises(ValueError, match=r"^main\.js: none\.js: there is no such script"):
        bundle("main.js", {"main.js": 'import "./none.js";\n'})


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a\.js → b\.js → a\.js"):
        bundle("a.js", {"a.js": 'import "./b.js";', "b.js": 'import "./a.js";'})
