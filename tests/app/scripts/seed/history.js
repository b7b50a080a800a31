'use strict';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How far back the history goes. */
const BEGIN = 14 * DAY;

// The company's offices, its people at home, and strangers: addresses set aside for documentation.
const offices = ['198.51.100.10', '198.51.100.24', '10.20.4.17', '10.20.8.3', '10.20.11.40'];
const strangers = ['203.0.113.77', '203.0.113.140', '192.0.2.66'];

// The same numbers at each start, so that two demos look alike.
const pick = (list, seed) => list[(seed * 7 + 3) % list.length];

const right = (person, seed) => ({ person, password: 'right', from: pick(offices, seed) });
const wrong = (person, from) => ({ person, password: 'wrong', from });
const repeat = (times, event) => Array.from({ length: times }, () => event);

/** What somebody does at the door: [how long ago, tries]. Those who are acted upon later have been there before. */
const visits = {
  usual: (person, seed) => [
    [(2 + (seed % 11)) * DAY + (seed % 9) * HOUR, [right(person, seed)]],
    ...(seed % 3 === 0 ? [[(seed % 20) * HOUR + 0.3 * HOUR, [right(person, seed + 1)]]] : []),
  ],
  forgetful: (person, seed) => [
    [4 * DAY + seed * HOUR, [...repeat(2, wrong(person, pick(offices, seed))), right(person, seed)]],
    [5 * HOUR, repeat(3, wrong(person, pick(offices, seed)))],
  ],
  guessed: (person, seed) => [
    [6 * DAY + seed * HOUR, [right(person, seed)]],
    [(1 + (seed % 3)) * (HOUR / 12), repeat(6, wrong(person, pick(strangers, seed)))],
  ],
  remote: (person, seed) => [
    [3 * DAY + seed * HOUR, [{ ...right(person, seed), from: pick(strangers, seed) }]],
    [7 * HOUR, [{ ...right(person, seed), from: pick(strangers, seed + 1) }]],
  ],
  new: () => [],
};

const before = (person, seed) => [[5 * DAY + seed * HOUR, [right(person, seed)]]];

const nobody = ['admin@northwind.example', 'root@northwind.example', 'test@northwind.example'];
const byStrangers = nobody.map((email, seed) => [
  (1 + 3 * seed) * DAY,
  [wrong({ email, userId: undefined }, pick(strangers, seed))],
]);

/** Every visit of everybody, the oldest first. */
const historyOf = (people) =>
  people
    .flatMap((person, seed) => {
      const is = person.is ?? 'usual';
      return (visits[is] ?? before)(person, seed);
    })
    .concat(byStrangers)
    .map(([ago, tries]) => ({ ago: Math.min(ago, BEGIN), tries }))
    .sort((a, b) => b.ago - a.ago);

module.exports = { BEGIN, historyOf };
