import { folderChanges, nextToAsk } from '../../../nodes/Skyfish/trigger/folderChanges';
import { packIds, packNumbers, unpackNumbers } from '../../../nodes/shared/polling/packed';
import { withFoldersInside } from '../../../nodes/Skyfish/api/folders';

const enters = (id: number) => ({ id, seemsToEnter: true });
const leaves = (id: number) => ({ id, seemsToEnter: false });
const isWatched = (folder: number) => folder === 1;
const changes = (
	asked: Parameters<typeof folderChanges>[0],
	absent: Record<string, number> = {},
	waiting: number[] = [],
) => folderChanges(asked, waiting, new Map(Object.entries(absent)), isWatched);

describe('who enters and who leaves', () => {
	it('is what Skyfish itself says, whatever the search shows', () => {
		const { entered, left, absent } = changes([
			{ thing: enters(10), answer: [1, 2] },
			{ thing: enters(11), answer: [2] },
			{ thing: leaves(12), answer: [2] },
			{ thing: leaves(13), answer: [1] },
			{ thing: leaves(14), answer: [] },
		]);
		expect([...entered]).toEqual([[10, [1, 2]]]);
		expect([...left]).toEqual([
			[12, [2]],
			[14, []],
		]);
		expect(absent.size).toBe(0);
	});

	it('waits where it could not be asked this time', () => {
		const { entered, left, absent } = changes([
			{ thing: enters(10), problem: 'unanswered' },
			{ thing: leaves(11), problem: 'unanswered' },
		]);
		expect([entered.size, left.size, absent.size]).toEqual([0, 0, 0]);
	});

	it('is what three looks of the search agree on where Skyfish does not say', () => {
		const asked = [
			{ thing: enters(10), problem: 'forbidden' as const },
			{ thing: enters(11), problem: 'gone' as const },
			{ thing: leaves(12), problem: 'forbidden' as const },
			{ thing: leaves(13), problem: 'gone' as const },
		];
		const second = changes(asked, { 10: 1, 11: 1, 12: 1, 13: 1 });
		expect([second.entered.size, second.left.size]).toEqual([0, 0]);
		const third = folderChanges(asked, [], second.absent, isWatched);
		// What is gone and still shown, only an old index shows.
		expect([...third.entered]).toEqual([[10, undefined]]);
		expect([...third.left]).toEqual([
			[12, undefined],
			[13, []],
		]);
		expect([...third.absent]).toEqual([['11', 3]]);
	});

	it('counts on for those whose turn comes later, and no longer for all others', () => {
		const { absent } = changes([], { 10: 2, 11: 2 }, [10, 12]);
		expect([...absent]).toEqual([['10', 2]]);
	});
});

it('asks about each in turn, however many there are', () => {
	const all = [5, 3, 1, 4, 2].map(enters);
	const idsAfter = (after: number, most = 2) => nextToAsk(all, after, most).map(({ id }) => id);
	expect(idsAfter(0)).toEqual([1, 2]);
	expect(idsAfter(2)).toEqual([3, 4]);
	expect(idsAfter(4)).toEqual([5, 1]);
	expect(idsAfter(9)).toEqual([1, 2]);
	expect(idsAfter(3, 9)).toEqual([4, 5, 1, 2, 3]);
});

const unpackIds = (text: string) => new Set(unpackNumbers(text));

describe('packed IDs', () => {
	it('are read back, in few letters each', () => {
		const ids = new Set(Array.from({ length: 1_000 }, (_, place) => 90_909_090 + place * 137));
		expect(unpackIds(packIds(ids))).toEqual(ids);
		expect(packIds(ids).length / ids.size).toBeLessThan(4);
		expect(packIds([])).toBe('');
		expect(unpackIds('')).toEqual(new Set());
		expect(unpackIds(packIds([7, 3, 7, 999_999_999_999_999]))).toEqual(
			new Set([3, 7, 999_999_999_999_999]),
		);
	});

	it('may be other numbers, in their order', () => {
		const numbers = [0, -5, 7, 7, 1_774_728_000, 1];
		expect(unpackNumbers(packNumbers(numbers))).toEqual(numbers);
	});

	it.each(['x y --z', '5 ', 'zzzzzzzzzzzzzzzz', 'A'])('cannot be read when damaged: %j', (text) => {
		expect(() => unpackNumbers(text)).toThrow('It holds something that is no number');
	});
});

it('knows the folders inside others, in whatever order they are listed', () => {
	const folder = (id: number, parent: number | string | null) => ({ id, parent, name: '' });
	const folders = [folder(4, '3'), folder(3, 2), folder(2, 1), folder(1, null), folder(5, null)];
	expect(withFoldersInside(folders, [2])).toEqual(new Set([2, 3, 4]));
	expect(withFoldersInside([folder(1, 2), folder(2, 1)], [1])).toEqual(new Set([1, 2]));
	expect(withFoldersInside([], [9])).toEqual(new Set([9]));
});
