"""A guess while it is being made: what each column has been taken for so far, and what has been asked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from data.coding.labels import plain, plain_board_name
from data.files.sheets import Sheet
from data.recipes.column_content import Content
from data.recipes.guessed import ColumnGuess, Option, Question, Said, Sure
from data.recipes.known_words import KnownWords
from data.recipes.table_place import TablePlace


@dataclass(frozen=True)
class Judgement:
    """What one column is taken for, how sure and why."""

    role: str
    sure: Sure
    why: str


@dataclass
class Draft:
    """One sheet being judged. Steps add to `judged` (by position) and `questions`; what a person has said stands."""

    sheet: Sheet
    known: KnownWords
    said: Said
    place: TablePlace
    contents: tuple[Content, ...]
    judged: dict[int, Judgement] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.original = self.contents
        for content in self.contents:
            if role := self.said.roles.get(content.letter):
                self.judged[content.position] = Judgement(role, "sure", "you said so")

    def take(self, content: Content, role: str, sure: Sure, why: str) -> None:
        """Take a column for something, unless a person has said what it is."""
        if content.letter not in self.said.roles:
            self.judged[content.position] = Judgement(role, sure, why)

    def free(self) -> Iterator[Content]:
        """Columns that hold something and have been taken for nothing yet."""
        return (each for each in self.contents if each.position not in self.judged and each.filled)

    def role(self, content: Content) -> str:
        """What a column has been taken for; '' where for nothing yet."""
        return self.judged[content.position].role if content.position in self.judged else ""

    def of_role(self, *roles: str) -> list[Content]:
        """Columns taken for any of these roles, from the left."""
        return [content for content in self.contents if self.role(content) in roles]

    def heading_of(self, *roles: str) -> str:
        """The heading of the first column of these roles; '' where there is none."""
        return next((content.heading for content in self.of_role(*roles)), "")

    def answer(self, key: str) -> str:
        """What a person has answered; '' where the question is still open."""
        return self.said.answers.get(key, "")

    def ask(
        self, key: str, text: str, why: str, options: tuple[Option, ...] = (), *, suggested: str = "", needed: bool = True,
        about: str = "",
    ) -> str:  # fmt: skip
        """The answer to a question, or where there is none yet, what is suggested, and the question is put."""
        answer = self.answer(key)
        # An answer that is none of the options leaves the question open.
        if answer and (not options or key == "period" or answer in {each.value for each in options}):
            return answer
        self.questions.append(Question(key, text, why, options, suggested, needed, about))
        return suggested

    def columns(self) -> tuple[ColumnGuess, ...]:
        """Every column that holds something, with what it is taken for."""
        nothing = Judgement("unused", "likely", "nothing in it says what it would be used for")
        return tuple(
            ColumnGuess(each.letter, each.heading, found.role, found.sure, found.why, each.examples)
            for each in self.original
            if each.filled and (found := self.judged.get(each.position, nothing))
        )


def area_finder(known: KnownWords) -> Callable[[str], str]:
    """A function that gives the code of an area's code or name, '' for other words."""
    names = {plain(name): code for name, code in known.names.items()}

    def code_of(text: str) -> str:
        cell = text.strip()
        if cell in known.levels or cell.upper() in known.levels:
            return cell if cell in known.levels else cell.upper()
        return names.get(plain(cell), "") or names.get(plain(plain_board_name(cell)), "")

    return code_of
