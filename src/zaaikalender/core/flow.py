"""The cheapest way to send units through a network: exact, whole numbers only, no third party.

You need this where things must be given places of which there are few: things and places are nodes, an arc
says "may have it, at this cost" and carries one unit. Parallel arcs of rising cost make the second and third
unit dearer.

It is the method of successive shortest paths with node prices (Edmonds & Karp 1972; Ahuja, Magnanti, Orlin,
"Network Flows", 9.7): each unit takes the cheapest path that is left, undoing earlier choices where that
pays. After each unit the flow is the cheapest that sends that much.
"""

from heapq import heappop, heappush


class Network:
    """Nodes and arcs of one unit each; costs are whole numbers, zero or more, as large as you like."""

    def __init__(self) -> None:
        self._leaving: list[list[int]] = []
        self._price: list[int] = []
        # An arc and its undoing stand side by side: `arc ^ 1` is the other one.
        self._head: list[int] = []
        self._cost: list[int] = []
        self._open: list[bool] = []

    def node(self) -> int:
        """A new node."""
        self._leaving.append([])
        self._price.append(0)
        return len(self._leaving) - 1

    def arc(self, tail: int, head: int, cost: int) -> int:
        """A new arc that carries one unit from `tail` to `head`. All arcs come before the first unit."""
        number = len(self._head)
        self._leaving[tail].append(number)
        self._leaving[head].append(number + 1)
        self._head += head, tail
        self._cost += cost, -cost
        self._open += True, False
        return number

    def carries(self, arc: int) -> bool:
        """Whether a unit goes through this arc now."""
        return not self._open[arc]

    def send(self, source: int, sink: int) -> bool:
        """Sends one more unit from `source` to `sink` as cheaply as can be; False where no way is left."""
        arrived_by: dict[int, int] = {}
        if not self._find(source, sink, arrived_by):
            return False
        node = sink
        while node != source:
            arc = arrived_by[node]
            self._open[arc], self._open[arc ^ 1] = False, True
            node = self._head[arc ^ 1]
        return True

    def _find(self, source: int, sink: int, arrived_by: dict[int, int]) -> bool:
        """Dijkstra's search on costs that the prices keep from being negative."""
        price, head, costs, is_open = self._price, self._head, self._cost, self._open
        nearest = {source: 0}
        settled: dict[int, int] = {}
        queue = [(0, source)]
        while queue:
            far, node = heappop(queue)
            if node in settled:
                continue
            settled[node] = far
            if node == sink:
                self._raise_prices(settled, far)
                return True
            base = far + price[node]
            for arc in self._leaving[node]:
                if is_open[arc]:
                    there = head[arc]
                    cost = base + costs[arc] - price[there]
                    if there not in nearest or cost < nearest[there]:
                        nearest[there] = cost
                        arrived_by[there] = arc
                        heappush(queue, (cost, there))
        return False

    def _raise_prices(self, settled: dict[int, int], total: int) -> None:
        """Keep every open arc's priced cost at zero or more, also after this path is turned round."""
        for node, far in settled.items():
            self._price[node] += far - total
