"""What records for machines are made of: their base, the types of their fields, their text and their JSON Schema.

Law: a key that is missing says that the guide says nothing of it. Nothing is null, and no key is outside the schema.
"""

from typing import Annotated, Any

import pydantic
from pydantic.json_schema import GenerateJsonSchema

from kinesite.content.schema import Model, Range

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Id = Annotated[str, pydantic.Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
"""What a thing is called in the sources: small letters, digits, single hyphens."""
EntryId = Annotated[str, pydantic.Field(pattern="^[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$")]
"""The folder and the id of a guide, such as `exercises/bird-dog`."""
Words = Annotated[str, pydantic.Field(min_length=1)]
"""A text that is never empty."""
WebAddress = Annotated[str, pydantic.Field(pattern="^https?://[^ ]+$")]
Path = Annotated[str, pydantic.Field(pattern="^([^/ ][^ ]*)?$")]
"""The way from the site's first page, without a slash before it."""
Positive = Annotated[int, pydantic.Field(ge=1)]
NotNegative = Annotated[int, pydantic.Field(ge=0)]
DaysOfAWeek = Annotated[int, pydantic.Field(ge=1, le=7)]


class Part(Model):
    """The base of every record and of every part of one."""


def written(part: Part) -> str:
    """A record as JSON, on one line."""
    return part.model_dump_json(by_alias=True, exclude_none=True)


def says(description: str, **more: Any) -> Any:
    """A field of a record: what it says. `default=None`: it may be missing."""
    return pydantic.Field(description=description, **more)


def closed(**rules: Any) -> pydantic.ConfigDict:
    """The configuration of a part whose JSON Schema has rules between its fields."""
    return pydantic.ConfigDict(json_schema_extra=rules)


def one_by(key: str) -> Any:
    """Marks a choice of parts that are told apart by the value of a key."""
    return pydantic.Field(discriminator=key)


class Between(Part):
    """The numbers between two; both ends count."""

    low: NotNegative = says("The lowest of them")
    high: Positive = says("The highest of them")


Amount = Positive | Between
"""A number, or the numbers between two."""


def amount(count: Range | None) -> int | Between | None:
    """A count of the sources as records have it."""
    if count is None:
        return None
    return count.low if count.low == count.high else Between(low=count.low, high=count.high)


class _Schema(GenerateJsonSchema):
    """JSON Schema for texts that leave out what is not said."""

    schema_dialect = DIALECT

    def nullable_schema(self, schema: Any) -> Any:
        """What may be missing is never null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> Any:
        """What is missing is not assumed to be something."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the base asks by this name
        """The name of a field says what its title would say."""
        return False


def json_schema(model: type[Part], name: str) -> dict[str, Any]:
    """The JSON Schema of a record, under a name that stays the same wherever the file stands."""
    found = model.model_json_schema(schema_generator=_Schema)
    return {"$schema": DIALECT, "$id": name, **found}


def is_valid(model: type[Part], text: str | bytes) -> bool:
    """Whether a text is a whole record of a kind."""
    try:
        model.model_validate_json(text)
    except pydantic.ValidationError:
        return False
    return True
