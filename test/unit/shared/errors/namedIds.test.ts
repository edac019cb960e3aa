import { namedIds } from '../../../../nodes/shared/errors/namedIds';

it.each([
	[[3], 'job 3'],
	[[3, 4], 'jobs 3, 4'],
	[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 'jobs 1, 2, 3, 4, 5, 6, 7, 8, 9, 10'],
	[
		Array.from({ length: 1000 }, (_, index) => index),
		'jobs 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 990 more',
	],
])('names %j', (ids, text) => {
	expect(namedIds('job', ids)).toBe(text);
});
