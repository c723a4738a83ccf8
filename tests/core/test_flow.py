"""Sending units through a network costs as little as two independent solvers say."""

import random
from math import inf

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from zaaikalender.core.flow import Network

Arc = tuple[int, int, int]


def sent(nodes: int, arcs: list[Arc], units: int) -> tuple[int, int]:
    """How many of so many units get from the first node to the last, and what that costs."""
    network = Network()
    numbers = [network.node() for _ in range(nodes)]
    known = [network.arc(numbers[tail], numbers[head], cost) for tail, head, cost in arcs]
    arrived = sum(network.send(numbers[0], numbers[-1]) for _ in range(units))
    return arrived, sum(cost for arc, (_, _, cost) in zip(known, arcs, strict=True) if network.carries(arc))


@st.composite
def networks(draw: st.DrawFn) -> tuple[int, list[Arc]]:
    nodes = draw(st.integers(2, 8))
    node = st.integers(0, nodes - 1)
    arcs = st.tuples(node, node, st.integers(0, 20)).filter(lambda arc: arc[0] != arc[1])
    return nodes, draw(st.lists(arcs, max_size=30))


@given(networks())
def test_all_that_can_be_sent_is_sent_as_cheaply_as_networkx_can(network: tuple[int, list[Arc]]) -> None:
    nodes, arcs = network
    graph = nx.DiGraph()
    graph.add_nodes_from(range(nodes))
    for number, (tail, head, cost) in enumerate(arcs):
        # networkx finds no cheapest flow through parallel arcs; a node in between makes them differ.
        graph.add_edge(tail, ("arc", number), capacity=1, weight=cost)
        graph.add_edge(("arc", number), head, capacity=1, weight=0)
    most = nx.max_flow_min_cost(graph, 0, nodes - 1)
    value = sum(most[0].values()) - sum(flow.get(0, 0) for flow in most.values())
    assert sent(nodes, arcs, len(arcs) + 1) == (value, nx.cost_of_flow(graph, most))


def test_each_unit_on_the_way_is_as_cheap_as_so_many_can_be() -> None:
    chance = random.Random(7)
    for _ in range(20):
        arcs = [(tail, head, chance.randrange(30)) for tail in range(6) for head in range(6) if tail != head]
        for units in range(1, 4):
            graph = nx.DiGraph()
            graph.add_node(0, demand=-units)
            graph.add_node(5, demand=units)
            for tail, head, cost in arcs:
                graph.add_edge(tail, head, capacity=1, weight=cost)
            assert sent(6, arcs, units) == (units, nx.min_cost_flow_cost(graph))


def test_an_earlier_choice_is_undone_where_that_pays() -> None:
    # Straight on is cheapest for the first unit; two units must go round it.
    arcs = [(0, 1, 1), (1, 2, 0), (2, 3, 1), (0, 2, 5), (1, 3, 5)]
    assert sent(4, arcs, 1) == (1, 2)
    assert sent(4, arcs, 2) == (2, 12)


def test_workers_get_jobs_as_by_the_hungarian_method() -> None:
    chance = random.Random(11)
    for _ in range(50):
        workers, jobs = chance.randint(1, 8), chance.randint(1, 10)
        costs = np.array([[chance.randrange(50) for _ in range(jobs)] for _ in range(workers)])
        network = Network()
        out, posts = network.node(), [network.node() for _ in range(jobs)]
        people = [network.node() for _ in range(workers)]
        given = {
            network.arc(person, post, int(costs[row, column])): int(costs[row, column])
            for row, person in enumerate(people)
            for column, post in enumerate(posts)
        }
        for post in posts:
            network.arc(post, out, 0)
        for person in people:
            network.arc(person, out, 10**6)
        assert all(network.send(person, out) for person in people)
        total = sum(cost for arc, cost in given.items() if network.carries(arc))
        assert total == costs[linear_sum_assignment(costs)].sum()


def test_where_no_way_is_left_nothing_is_sent_and_nothing_changes() -> None:
    network = Network()
    here, there, nowhere = network.node(), network.node(), network.node()
    arc = network.arc(here, there, 3)
    assert not network.send(here, nowhere)
    assert not network.carries(arc)
    assert network.send(here, there)
    assert not network.send(here, there)
    assert network.carries(arc)


def test_costs_may_be_larger_than_any_machine_number() -> None:
    huge = 10**60
    assert sent(3, [(0, 1, huge), (1, 2, 1), (0, 2, huge)], 1) == (1, huge)
    assert huge < inf
