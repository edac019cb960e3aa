import {
	absentFor,
	countLook,
	LOOKS_TO_FORGET,
	LOOKS_TO_REPORT,
} from '../../../../nodes/shared/polling/looks';

it('counts the looks in a row in which something was absent', () => {
	const before = new Map([
		['1', 2],
		['2', 5],
	]);
	const looks = countLook(before, ['1', '3', '1']);
	expect(looks).toEqual(
		new Map([
			['1', 3],
			['3', 1],
		]),
	);
	expect(before.get('1')).toBe(2);
});

it('names what was absent for so many looks', () => {
	const looks = new Map([
		['1', 2],
		['2', 3],
		['3', 4],
	]);
	expect(absentFor(looks, 3)).toEqual(['2', '3']);
});

it('reports sooner than it forgets', () => {
	expect([LOOKS_TO_REPORT, LOOKS_TO_FORGET]).toEqual([3, 20]);
});
