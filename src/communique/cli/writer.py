"""`communique writer …`: the language model that drafts, if one is set."""

import typer

writer = typer.Typer(
    help="The language model that drafts briefs, if one is set (docs/writer.md): print the prompt.",
    no_args_is_help=True,
)


@writer.callback()
def _root() -> None:
    pass


@writer.command()
def prompt() -> None:
    """Print the prompt that comes with Communique, to be changed and named in `prompt` under [writer]."""
    from communique.briefs.second import showing

    typer.echo(showing.packaged(), nl=False)
