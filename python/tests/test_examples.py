"""The examples of the documentation and of the READMEs run as written."""

import doctest
import re

import pytest
from conftest import TOP

import yusuan
from yusuan import _read, _tables


@pytest.mark.parametrize("module", [yusuan, _read, _tables])
def test_docstrings(module):
    result = doctest.testmod(module, extraglobs={"yusuan": yusuan})
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md", "python/README.md"])
def test_readmes(readme):
    text = (TOP / readme).read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert blocks
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, readme, readme, 0)
    assert examples.examples
    assert doctest.DocTestRunner().run(examples).failed == 0
