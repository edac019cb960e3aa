import { readPages } from '../../../../nodes/shared/client/pages';

/** Pages of `size` out of a list that may change between two reads. */
function pagesOf(list: () => number[], size: number) {
	const reads: number[] = [];
	const read = async (number: number) => {
		reads.push(number);
		const all = list();
		return { entries: all.slice(number * size, (number + 1) * size), total: all.length };
	};
	return { reads, read };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const itself = (entry: number) => entry;

it('reads all pages and no more', async () => {
	const { reads, read } = pagesOf(() => numbers(25), 10);
	expect(await readPages(read, itself)).toEqual(numbers(25));
	expect(reads).toEqual([0, 1, 2]);
});

it('stops at the limit', async () => {
	const { reads, read } = pagesOf(() => numbers(25), 10);
	expect(await readPages(read, itself, 12)).toEqual(numbers(12));
	expect(reads).toEqual([0, 1]);
});

it('gives an entry once that new ones pushed to the next page', async () => {
	let list = numbers(20);
	const { read } = pagesOf(() => list, 10);
	const entries = await readPages(async (number) => {
		const page = await read(number);
		if (number === 0) list = [100, ...list];
		return page;
	}, itself);
	expect(entries).toEqual(numbers(20));
});

it('ends where a page is empty, whatever the total says', async () => {
	const read = async (number: number) => ({ entries: number === 0 ? [1] : [], total: 99 });
	expect(await readPages(read, itself)).toEqual([1]);
});

it('ends when the service gives the same page for ever', async () => {
	const read = jest.fn(async () => ({ entries: [1, 2], total: 5 }));
	expect(await readPages(read, itself)).toEqual([1, 2]);
	expect(read).toHaveBeenCalledTimes(3);
});
