"""Whatever stands in the folders of rules keeps their contracts."""

from types import SimpleNamespace

import pytest

from domain.municipality import Roster
from intake.classification.contents import read_contents
from intake.classification.engine import KIND_RULES, KindRule, is_kind_rule
from intake.classification.stage import Stage
from intake.classification.topic import Topic
from intake.discovery import RuleRefused, find_rules, refuse_duplicates
from intake.matching import rules as matching_rules
from intake.matching.engine import MATCHING_RULES, MatchingRule, is_matching_rule
from intake.matching.traces import Traces
from storage.roster import load_roster
from tests.builders import build_mail
from tests.labelled_mails import TUNED, Labelled

ROSTER = load_roster()
BARE = build_mail("", sender="", subject="", trace=(), message_id="")


def test_the_folders_are_found() -> None:
    assert {rule.name for rule in MATCHING_RULES} >= {"sender_domain", "bounced_recipient", "official_name"}
    assert {rule.name for rule in KIND_RULES} >= {"report", "bounce", "auto_reply", "bulk", "no_comments", "response"}


@pytest.mark.parametrize("rule", MATCHING_RULES, ids=lambda rule: rule.name)
def test_a_matching_rule_votes_for_known_municipalities_with_evidence(rule: MatchingRule) -> None:
    votes = [vote for case in TUNED for vote in rule.find_matches(Traces(mail=case.mail, roster=ROSTER))]

    assert all(vote.municipality in ROSTER and vote.rule == rule.name and all(vote.evidence) for vote in votes)
    assert all(vote.evidence for vote in votes)
    assert list(rule.find_matches(Traces(mail=BARE, roster=ROSTER))) == []


@pytest.mark.parametrize("rule", MATCHING_RULES, ids=lambda rule: rule.name)
def test_a_matching_rule_says_nothing_of_an_empty_roster(rule: MatchingRule) -> None:
    votes = [vote for case in TUNED for vote in rule.find_matches(Traces(mail=case.mail, roster=Roster([])))]

    assert votes == []


@pytest.mark.parametrize("rule", KIND_RULES, ids=lambda rule: rule.name)
def test_a_rule_of_kind_gives_its_name_and_evidence(rule: KindRule) -> None:
    found = [rule.find_kind(read_contents(case.mail, Topic(("kerneværdi",)))) for case in TUNED]
    findings = [finding for finding in found if finding is not None]

    assert findings, "no labelled mail makes this rule speak"
    assert all(finding.rule == rule.name for finding in findings)
    assert all(finding.evidence and all(finding.evidence) for finding in findings)
    assert rule.find_kind(read_contents(BARE, Topic())) is None


def test_rules_of_kind_are_asked_in_the_written_order() -> None:
    stages = [rule.stage for rule in KIND_RULES]

    assert stages == sorted(stages)
    assert set(stages) == set(Stage)


@pytest.mark.parametrize("case", TUNED[::7], ids=lambda case: case.name)
def test_rules_of_one_stage_never_speak_of_the_same_mail(case: Labelled) -> None:
    contents = read_contents(case.mail, Topic(("kerneværdi",)))

    speaking = [rule.stage for rule in KIND_RULES if rule.find_kind(contents) is not None]

    assert len(speaking) == len(set(speaking))


def test_two_rules_of_one_name_stop_the_program() -> None:
    with pytest.raises(RuleRefused, match="sender_domain"):
        refuse_duplicates((*MATCHING_RULES, next(r for r in MATCHING_RULES if r.name == "sender_domain")))


def test_a_module_without_a_fitting_rule_stops_the_program() -> None:
    with pytest.raises(RuleRefused, match="defines no `rule`"):
        find_rules(matching_rules, is_kind_rule)


def test_a_thing_without_the_methods_is_no_rule() -> None:
    thing = SimpleNamespace(name="x")

    assert not is_matching_rule(thing)
    assert not is_kind_rule(thing)
