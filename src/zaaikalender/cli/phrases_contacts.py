"""What the commands about a person's list say themselves, Dutch and English.

You need this to add a sentence to `contacts`; `phrases` takes it in with the others.
"""

NL = {
    "imported": "{calendar}: {count:# mens|# mensen} op de lijst, van wie {new} nieuw. Je doel is {goal}.",
    "imported_gone": (
        "{count:# mens die op de lijst stond, staat niet in dit bestand en is|# mensen die op de lijst "
        "stonden, "
        "staan niet in dit bestand en zijn} er nu af."
    ),
    "list_empty": "{calendar}: er staat nog niemand op de lijst. Begin met `zaai contacts suggest`.",
    "exported": "{count:# mens|# mensen} geschreven in {file}. Alleen jij kunt dat bestand lezen.",
    "template_written": (
        "{file} staat klaar. Vul hem in en lees hem in met `zaai contacts import`. Alleen jij kunt hem lezen."
    ),
    "template_living": "{file} staat klaar om in te vullen. Alleen jij kunt hem lezen.",
    "ask_replace": "{file} bestaat al. Vervangen?",
    "replaced": "{file} wordt vervangen.",
    "on_the_list": "{count} op de lijst; het doel is {goal}.",
    "off_the_list": "Van de lijst van {calendar} gehaald.",
    "doctor.list": "{calendar}: {sentence}",
    "doctor.listed": "{calendar}: {count} op de lijst; het doel is {goal}",
    "nobody_to_propose": "Er is niemand voor te stellen: in drie jaar agenda staat geen ander van buiten.",
    "proposing": (
        "{count:# mens|# mensen} van buiten die je de laatste drie jaar sprak; op je lijst staan er "
        "{on}, je doel is "
        "{goal}. Kies wie je graag ziet. Enter laat het open, stop houdt op."
    ),
    "propose_one": "{number}/{of}  {name} <{address}>: 1 gesprek, op {last}.",
    "propose_many": (
        "{number}/{of}  {name} <{address}>: {meetings} gesprekken, {alone} met z'n tweeën, laatst op {last}."
    ),
    "yes_no_stop": "Op je lijst? [j/n/stop]",
    "goal_reached": "Dat zijn er {goal}: je lijst is rond.",
    "proposed": "{count} op je lijst gezet; er staan er nu {on}, je doel is {goal}.",
    "not_in_the_file": (
        "Ze staan nog niet in {file}. Zet ze er zelf bij, of laat `zaai contacts export` een nieuw bestand "
        "schrijven (--calendar {calendar})."
    ),
}
EN = {
    "imported": "{calendar}: {count:# person|# people} on the list, {new} of them new. The goal is {goal}.",
    "imported_gone": (
        "{count:# person who was on the list does not stand in this file, and is|# people who were on "
        "the list do not "
        "stand in this file, and are} off it now."
    ),
    "list_empty": "{calendar}: nobody is on the list yet. Begin with `zaai contacts suggest`.",
    "exported": "{count:# person|# people} written to {file}. Nobody but you can read that file.",
    "template_written": (
        "{file} is ready. Fill it in and read it with `zaai contacts import`. Nobody but you can read it."
    ),
    "template_living": "{file} is ready to be filled in. Nobody but you can read it.",
    "ask_replace": "{file} is there already. Replace it?",
    "replaced": "{file} is replaced.",
    "on_the_list": "{count} on the list; the goal is {goal}.",
    "off_the_list": "Taken off the list of {calendar}.",
    "doctor.list": "{calendar}: {sentence}",
    "doctor.listed": "{calendar}: {count} on the list; the goal is {goal}",
    "nobody_to_propose": "There is nobody to propose: the last three years hold nobody else from outside.",
    "proposing": (
        "{count:# person|# people} from outside whom you met in the last three years; {on} are on your "
        "list, the goal "
        "is {goal}. Choose whom you like to see. Enter leaves it open, stop ends."
    ),
    "propose_one": "{number}/{of}  {name} <{address}>: 1 meeting, on {last}.",
    "propose_many": (
        "{number}/{of}  {name} <{address}>: {meetings} meetings, {alone} with you alone, last on {last}."
    ),
    "yes_no_stop": "On your list? [y/n/stop]",
    "goal_reached": "That makes {goal}: your list is complete.",
    "proposed": "{count} put on your list; it now has {on}, the goal is {goal}.",
    "not_in_the_file": (
        "They do not stand in {file} yet. Put them there yourself, or let `zaai contacts export` write a new "
        "file (--calendar {calendar})."
    ),
}
