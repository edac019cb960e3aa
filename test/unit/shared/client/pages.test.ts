import {
	readAllPagesAtOnce,
	readPages,
	readTotal,
	type Page,
} from '../../../../nodes/shared/client/pages';

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

/** These pages one after the other, then empty ones. */
function thesePages(pages: number[][], total: number) {
	return jest.fn(async (number: number): Promise<Page<number>> => {
		return { entries: pages[number] ?? [], total };
	});
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const itself = (entry: number) => entry;

it('reads all pages and no more', async () => {
	const { reads, read } = pagesOf(() => numbers(25), 10);
	expect(await readPages(read, itself)).toEqual(numbers(25));
	expect(reads).toEqual([0, 1, 2]);
});

it.each([
	[9, [0]],
	[10, [0]],
	[11, [0, 1]],
	[12, [0, 1]],
])('stops at a limit of %i', async (limit, pages) => {
	const { reads, read } = pagesOf(() => numbers(25), 10);
	expect(await readPages(read, itself, limit)).toEqual(numbers(limit));
	expect(reads).toEqual(pages);
});

it('gives an entry once that new ones pushed to the next page, as it was at first', async () => {
	let list = numbers(20);
	const { read } = pagesOf(() => list, 10);
	const entries = await readPages(
		async (number) => {
			const { entries: page, total } = await read(number);
			if (number === 0) list = [100, ...list];
			return { entries: page.map((id) => ({ id, page: number })), total };
		},
		({ id }) => id,
	);
	expect(entries.map(({ id }) => id)).toEqual(numbers(20));
	expect(entries[9]).toEqual({ id: 10, page: 0 });
});

it('ends where a page is empty, whatever the total says', async () => {
	const read = thesePages([[1]], 99);
	expect(await readPages(read, itself)).toEqual([1]);
	expect(read).toHaveBeenCalledTimes(2);
});

it('ends when the service gives the same page for ever', async () => {
	const read = jest.fn(async () => ({ entries: [1, 2], total: 5 }));
	expect(await readPages(read, itself)).toEqual([1, 2]);
	expect(read).toHaveBeenCalledTimes(3);
});

it('goes on after a page that brought nothing new', async () => {
	const read = thesePages([[1, 2], [1, 2], [3, 4], [3, 4], [5]], Infinity);
	expect(await readPages(read, itself)).toEqual(numbers(5));
});

it('does not believe a total that is smaller than what came', async () => {
	const read = thesePages([[1, 2], [3, 4], [5]], 1);
	expect(await readPages(read, itself)).toEqual(numbers(5));
	expect(await readAllPagesAtOnce(read, itself)).toEqual({ entries: numbers(5), total: 1 });
});

describe('a total that may count its page alone', () => {
	const ofPage = async (number: number): Promise<Page<number>> => {
		const entries = numbers(25).slice(number * 10, (number + 1) * 10);
		return { entries, total: entries.length, mayCountPage: true };
	};

	it('does not end the reading with the first page', async () => {
		expect(await readPages(ofPage, itself)).toEqual(numbers(25));
		expect((await readAllPagesAtOnce(ofPage, itself)).entries).toEqual(numbers(25));
	});

	it('costs one page more where the first one has all, and none where there are several', async () => {
		const { reads, read } = pagesOf(() => numbers(7), 10);
		const unsure = async (number: number) => ({ ...(await read(number)), mayCountPage: true });
		expect(await readPages(unsure, itself)).toEqual(numbers(7));
		expect(reads).toEqual([0, 1]);
		const several = pagesOf(() => numbers(20), 10);
		const read2 = async (number: number) => ({
			...(await several.read(number)),
			mayCountPage: true,
		});
		expect(await readPages(read2, itself)).toEqual(numbers(20));
		expect(several.reads).toEqual([0, 1]);
	});
});

describe('pages that are read at once', () => {
	/** Pages that are given out together when it is asked for. */
	function heldPages(list: () => number[], size: number) {
		const { reads, read } = pagesOf(list, size);
		let waiting: Array<() => void> = [];
		const batches: number[] = [];
		const held = async (number: number) => {
			await new Promise<void>((resolve) => waiting.push(resolve));
			return await read(number);
		};
		const giveOut = async () => {
			await new Promise((resolve) => setImmediate(resolve));
			batches.push(waiting.length);
			const now = waiting;
			waiting = [];
			now.forEach((resolve) => resolve());
			await new Promise((resolve) => setImmediate(resolve));
			return waiting.length > 0;
		};
		return { reads, held, batches, giveOut };
	}

	it('begin with the first alone; then no more than 32 are under way', async () => {
		const { reads, held, batches, giveOut } = heldPages(() => numbers(995), 10);
		const all = readAllPagesAtOnce(held, itself);
		while (await giveOut());
		expect(await all).toEqual({ entries: numbers(995), total: 995 });
		expect(batches).toEqual([1, 32, 32, 32, 3]);
		expect(reads).toEqual(numbers(100).map((number) => number - 1));
	});

	it('are followed by those that came to be meanwhile', async () => {
		let list = numbers(20);
		const { reads, held, giveOut } = heldPages(() => list, 10);
		const all = readAllPagesAtOnce(held, itself);
		await giveOut();
		list = numbers(45);
		while (await giveOut());
		expect(await all).toEqual({ entries: numbers(45), total: 45 });
		expect(reads).toEqual([0, 1, 2, 3, 4]);
	});

	it('give an entry once that was pushed from one to the next', async () => {
		let list = numbers(20);
		const { held, giveOut } = heldPages(() => list, 10);
		const all = readAllPagesAtOnce(held, itself);
		await giveOut();
		list = [21, ...list];
		while (await giveOut());
		expect(await all).toEqual({ entries: numbers(20), total: 21 });
	});

	it('are read to the last where the service does not say how many there are', async () => {
		const { read } = pagesOf(() => numbers(35), 1);
		const unknown = async (number: number) => ({ ...(await read(number)), total: Infinity });
		expect((await readAllPagesAtOnce(unknown, itself)).entries).toEqual(numbers(35));
	});

	it('are one where there is nothing', async () => {
		const { reads, read } = pagesOf(() => [], 10);
		expect(await readAllPagesAtOnce(read, itself)).toEqual({ entries: [], total: 0 });
		expect(reads).toEqual([0]);
	});

	it('fail with the first one that fails', async () => {
		const { read } = pagesOf(() => numbers(30), 10);
		const failing = async (number: number) => {
			if (number === 2) throw new Error('broken');
			return await read(number);
		};
		await expect(readAllPagesAtOnce(failing, itself)).rejects.toThrow('broken');
	});
});

it.each([
	[0, 0],
	[7, 7],
	['7', 7],
	[-1, Infinity],
	['many', Infinity],
	[null, Infinity],
	[undefined, Infinity],
	[{}, Infinity],
	[true, Infinity],
])('a total of %j is %j', (stated, total) => {
	expect(readTotal(stated)).toBe(total);
});

describe('all pages, where the time is short', () => {
	afterEach(() => jest.restoreAllMocks());

	/** Pages of ten, each of which takes a second. */
	function slowPages(count: number) {
		let now = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => now);
		const { reads, read } = pagesOf(() => numbers(count), 10);
		const slow = async (number: number) => {
			now += 1000;
			return await read(number);
		};
		return { reads, slow };
	}

	it('are read as far as the time reaches, and then from there', async () => {
		const { slow } = slowPages(1_000);
		const first = await readAllPagesAtOnce(slow, itself, { until: 20_000 });
		// A few of them again: entries that left would have moved others there.
		expect(first).toEqual({ entries: numbers(330), total: 1_000, nextPage: 25 });
		const second = await readAllPagesAtOnce(slow, itself, { from: 25, until: Infinity });
		expect(second).toEqual({ entries: numbers(1_000).slice(250), total: 1_000 });
	});

	it('are begun however late it is', async () => {
		const { slow, reads } = slowPages(25);
		const { nextPage } = await readAllPagesAtOnce(slow, itself, { from: 1, until: 0 });
		expect(reads).toEqual([1]);
		expect(nextPage).toBe(2);
	});

	it('end where there are none any more', async () => {
		const { slow, reads } = slowPages(25);
		expect(await readAllPagesAtOnce(slow, itself, { from: 9 })).toEqual({ entries: [], total: 25 });
		expect(reads).toEqual([9]);
	});

	it.each([
		['the time is over', { until: 1_500 }],
		['the service wishes to be left alone', { until: 1e9, isTooMuch: () => true }],
	])('are those before one that failed when %s', async (_, reading) => {
		const { slow } = slowPages(1_000);
		const failing = async (page: number) => {
			if (page === 20) throw new Error('no answer');
			return await slow(page);
		};
		const { entries, nextPage } = await readAllPagesAtOnce(failing, itself, reading);
		expect([entries, nextPage]).toEqual([numbers(10), 1]);
		const goOn = readAllPagesAtOnce(failing, itself, { ...reading, from: 20 });
		await expect(goOn).rejects.toThrow('no answer');
	});

	it('fail as ever where there is time, or no end to it', async () => {
		const { slow } = slowPages(1_000);
		const failing = async (page: number) => {
			if (page === 20) throw new Error('no answer');
			return await slow(page);
		};
		for (const reading of [{ until: 1e9 }, { isTooMuch: () => true }]) {
			await expect(readAllPagesAtOnce(failing, itself, reading)).rejects.toThrow('no answer');
		}
	});
});
