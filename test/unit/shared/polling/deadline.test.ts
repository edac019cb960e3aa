import type { IPollFunctions } from 'n8n-workflow';
import { askEach } from '../../../../nodes/shared/polling/askEach';
import { endOfPoll, goingOnAfter, partOf } from '../../../../nodes/shared/polling/deadline';

const contextWith = (budgetMs?: number) =>
	(budgetMs === undefined ? {} : { getPollBudgetMs: () => budgetMs }) as IPollFunctions;

it('is before n8n abandons the poll, and never where n8n says nothing', () => {
	const end = endOfPoll(contextWith(10_000)) - Date.now();
	expect(end).toBeGreaterThan(7_900);
	expect(end).toBeLessThanOrEqual(8_000);
	expect(endOfPoll(contextWith())).toBe(Infinity);
});

it('is a minute at most: n8n says five, but an activation that takes longer fails', () => {
	const end = endOfPoll(contextWith(300_000)) - Date.now();
	expect(end).toBeGreaterThan(59_000);
	expect(end).toBeLessThanOrEqual(60_000);
});

it('can be divided', () => {
	expect(partOf(Infinity, 0.5)).toBe(Infinity);
	expect(partOf(Date.now() + 1_000, 0.5) - Date.now()).toBeLessThanOrEqual(500);
	expect(partOf(0, 0.5)).toBeGreaterThan(Date.now() - 1_000);
});

it.each([
	['', ['a', 'b', 'c']],
	['a', ['b', 'c', 'a']],
	['c', ['a', 'b', 'c']],
	['gone', ['a', 'b', 'c']],
])('the next poll goes on after %j', (last, expected) => {
	expect(goingOnAfter(last, ['a', 'b', 'c'], (one) => one)).toEqual(expected);
});

it('is when nothing more is begun, but for the first ones', async () => {
	const things = Array.from({ length: 100 }, (_, index) => index);
	const asked = await askEach(things, async (thing) => await Promise.resolve(thing), Date.now());
	const begun = asked.filter(({ problem }) => problem !== 'unbegun');
	expect(begun.map(({ answer }) => answer)).toEqual(things.slice(0, 32));
	expect(asked.at(-1)).toEqual({ thing: 99, problem: 'unbegun' });
});

it('does not hide that all that was begun has failed', async () => {
	const things = Array.from({ length: 100 }, (_, index) => index);
	const failing = askEach(things, async () => await Promise.reject(new Error('no')), Date.now());
	await expect(failing).rejects.toThrow('no');
});
