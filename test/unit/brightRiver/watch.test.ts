import { NodeApiError } from 'n8n-workflow';
import { jobStatuses } from '../../../nodes/BrightRiver/api/statuses';
import { lookAtFoundJobs, lookAtNamedJobs } from '../../../nodes/BrightRiver/trigger/watch';
import { failed, fakeClient, ok } from '../shared/support/fakes';

interface Row {
	id: number;
	guid?: string;
	status: string;
	createdDate?: string;
}

/** What the service knows: the search's rows, and each job's own status or why there is none. */
interface World {
	rows?: Row[];
	/** How many rows the search says it has; as many as there are by default. */
	total?: number | null;
	statuses?: Record<number, string | number>;
	created?: Record<number, string | number>;
	pageSize?: number;
	/** Rows that a read of the search leaves out, by its number. */
	leftOut?: (read: number) => number[];
}

/** A service with these jobs, and a client of it. */
function serviceWith(world: World) {
	const { rows = [], statuses = {}, created = {}, pageSize = 10, leftOut = () => [] } = world;
	const searches: Array<{ page: number; statuses: string[]; query?: string }> = [];
	const asked: string[] = [];
	let reads = 0;
	const given = (value: string | number | undefined, as: (text: string) => object) => {
		if (typeof value === 'number') throw failed(value);
		return ok(as(String(value)));
	};
	const { client } = fakeClient({
		answer: ({ url, body }) => {
			if (url === '/search') {
				const search = JSON.parse(String(body)) as (typeof searches)[0];
				searches.push(search);
				if (search.page === 0) reads++;
				const there = rows.filter(({ id }) => !leftOut(reads).includes(id));
				const { page } = search;
				const total = world.total === undefined ? rows.length : world.total;
				return ok({
					jobs: there.slice(page * pageSize, (page + 1) * pageSize).map((row) => ({
						guid: `guid-${row.id}`,
						name: `Job ${row.id}`,
						more: 'that nobody needs',
						...row,
					})),
					totalJobs: total,
				});
			}
			asked.push(url);
			const [, , id, what] = url.split('/');
			if (what === 'status') return given(statuses[Number(id)], (status) => ({ status }));
			return given(created[Number(id)], (createdDate) => ({ createdDate }));
		},
	});
	return { client, searches, asked, reads: () => reads };
}

const known = (jobs: Record<string, string>) =>
	new Map(Object.entries(jobs).map(([key, status]) => [key, [status]]));
const seenIn = ({ seen }: { seen: Row[] }) =>
	Object.fromEntries(seen.map(({ id, guid, status }) => [id || String(guid), status]));

describe('the first look at what a query finds', () => {
	it('takes the search’s word for it', async () => {
		const { client, asked, searches } = serviceWith({
			rows: [
				{ id: 1, status: 'CJ_NEW', createdDate: '2026-01-01' },
				{ id: 0, guid: 'g', status: 'ERROR' },
			],
		});
		expect(await lookAtFoundJobs(client, { query: 'shoes' }, undefined, true)).toEqual({
			seen: [
				{ id: 1, guid: 'guid-1', name: 'Job 1', status: 'CJ_NEW', createdDate: '2026-01-01' },
				{ id: 0, guid: 'g', name: 'Job 0', status: 'ERROR', createdDate: undefined },
			],
			absent: [],
			gone: [],
			leaving: [],
			unavailable: [],
		});
		expect(asked).toEqual([]);
		// The first page has as many as the total says: no document says that the total counts more than it.
		const pages = [0, 1].map((page) => expect.objectContaining({ query: 'shoes', page }));
		expect(searches).toEqual(pages);
	});

	it('asks for every status that a job can still leave', async () => {
		const { client, searches } = serviceWith({});
		await lookAtFoundJobs(client, {}, undefined, true);
		const last = ['CJ_FINISHED', 'CJ_ARCHIVED', 'CJ_DELETE', 'CJ_TRASH_CANCELLED'];
		expect(Object.keys(jobStatuses)).toEqual(expect.arrayContaining(last));
		expect([...searches[0].statuses, ...last].sort()).toEqual(Object.keys(jobStatuses).sort());
	});

	it('reads all pages', async () => {
		const rows = Array.from({ length: 25 }, (_, index) => ({ id: index + 1, status: 'CJ_NEW' }));
		const { client, searches } = serviceWith({ rows });
		const { seen } = await lookAtFoundJobs(client, {}, undefined, true);
		expect(seen).toHaveLength(25);
		expect(searches.map(({ page }) => page)).toEqual([0, 1, 2]);
	});
});

describe('taking stock', () => {
	const rows = [1, 2, 3].map((id) => ({ id, status: 'CJ_NEW' }));

	// A job that moved between two pages and is found later would pass for a new one.
	it('reads again until there are as many jobs as the search says it has', async () => {
		const { client, reads } = serviceWith({ rows, leftOut: (read) => (read === 1 ? [2] : []) });
		const { seen } = await lookAtFoundJobs(client, {}, undefined, true);
		expect(seen.map(({ id }) => id).sort()).toEqual([1, 2, 3]);
		expect(reads()).toBe(2);
	});

	it('puts together what three reads found, then makes do with it', async () => {
		const { client, reads } = serviceWith({
			rows,
			total: 9,
			leftOut: (read) =>
				[
					[2, 3],
					[1, 3],
					[1, 2],
				][read - 1] ?? [],
		});
		const { seen } = await lookAtFoundJobs(client, {}, undefined, true);
		expect(seen.map(({ id }) => id)).toEqual([1, 2, 3]);
		expect(reads()).toBe(3);
	});

	it('reads once where the search does not say how many it has', async () => {
		const { client, reads } = serviceWith({ rows, total: null });
		await lookAtFoundJobs(client, {}, undefined, true);
		expect(reads()).toBe(1);
	});

	it('tells which jobs the query before finds too', async () => {
		const { client } = serviceWith({ rows });
		const look = await lookAtFoundJobs(client, {}, known({ 1: 'CJ_NEW' }), true, { query: 'b' });
		expect([...look.watchedBefore!]).toEqual(rows.map(({ id }) => String(id)));
		const same = await lookAtFoundJobs(client, {}, known({ 1: 'CJ_NEW' }), false);
		expect([...same.watchedBefore!]).toEqual([]);
	});

	it('looks once more at what a new query leaves out, then lets it go', async () => {
		const { client, asked } = serviceWith({
			rows,
			statuses: { 4: 'CJ_WORK_DONE', 5: 500, 6: 404 },
		});
		const look = await lookAtFoundJobs(
			client,
			{ dateFrom: '2026-01-01' },
			known({ 1: 'CJ_NEW', 2: 'CJ_NEW', 3: 'CJ_NEW', 4: 'CJ_NEW', 6: 'CJ_NEW' }),
			true,
		);
		expect(seenIn(look)).toEqual({ 1: 'CJ_NEW', 2: 'CJ_NEW', 3: 'CJ_NEW', 4: 'CJ_WORK_DONE' });
		expect(look).toMatchObject({ leaving: ['4'], absent: ['6'], gone: [] });
		expect(asked).toEqual(['/jobs/4/status', '/jobs/6/status']);
	});
});

describe('a later look at what a query finds', () => {
	it('is one read, whatever the search says it has', async () => {
		const { client, reads } = serviceWith({ rows: [{ id: 1, status: 'CJ_NEW' }], total: 9 });
		await lookAtFoundJobs(client, {}, known({ 1: 'CJ_NEW' }), false);
		expect(reads()).toBe(1);
	});

	it('asks about what seems to have changed, and believes the service alone', async () => {
		const { client, asked } = serviceWith({
			rows: [
				{ id: 1, status: 'CJ_NEW' },
				{ id: 2, status: 'CJ_REVIEWING' },
				{ id: 3, status: 'CJ_NEW' },
				{ id: 0, guid: 'g', status: 'ERROR' },
			],
			statuses: { 2: 'CJ_ACCEPT', 3: 'CJ_NEW' },
		});
		const look = await lookAtFoundJobs(client, {}, known({ 1: 'CJ_NEW', 2: 'CJ_NEW' }), false);
		expect(seenIn(look)).toEqual({ 1: 'CJ_NEW', 2: 'CJ_ACCEPT', 3: 'CJ_NEW', g: 'ERROR' });
		expect(asked).toEqual(['/jobs/2/status', '/jobs/3/status']);
		expect(look).toMatchObject({ absent: [], gone: [], unavailable: [] });
	});

	it('asks about what is not found any more, unless it is over or has no number', async () => {
		const { client, asked } = serviceWith({ statuses: { 1: 'CJ_FINISHED' } });
		const jobs = {
			1: 'CJ_WORK_DONE',
			2: 'CJ_FINISHED',
			3: 'CJ_ARCHIVED',
			4: 'CJ_DELETE',
			5: 'CJ_TRASH_CANCELLED',
			g: 'ERROR',
			'6g': 'ERROR',
			g7: 'ERROR',
		};
		const look = await lookAtFoundJobs(client, {}, known(jobs), false);
		expect(asked).toEqual(['/jobs/1/status']);
		expect(seenIn(look)).toEqual({ 1: 'CJ_FINISHED' });
		expect(look.absent).toEqual(['2', '3', '4', '5', 'g', '6g', 'g7']);
		expect(look.gone).toEqual([]);
	});

	it('says nothing about a job that could not be asked about', async () => {
		const { client } = serviceWith({
			rows: [{ id: 1, status: 'CJ_REVIEWING' }],
			statuses: { 1: 400, 2: 400, 3: 'CJ_NEW' },
		});
		const jobs = known({ 1: 'CJ_NEW', 2: 'CJ_NEW', 3: 'CJ_NEW' });
		const look = await lookAtFoundJobs(client, {}, jobs, false);
		expect(seenIn(look)).toEqual({ 3: 'CJ_NEW' });
		expect(look).toMatchObject({ absent: [], gone: [], unavailable: [] });
		const atFirst = await lookAtFoundJobs(client, {}, jobs, true);
		expect(atFirst).toMatchObject({ leaving: ['3'], gone: [] });
	});

	it('does not believe the search in a job that the service does not have or show', async () => {
		const { client } = serviceWith({
			rows: [1, 2, 3, 4].map((id) => ({ id, status: 'CJ_REVIEWING' })),
			statuses: { 1: 404, 2: 410, 3: 403, 4: 403, 5: 'CJ_NEW' },
		});
		const look = await lookAtFoundJobs(
			client,
			{},
			known({ 1: 'CJ_NEW', 3: 'CJ_NEW', 5: 'CJ_NEW' }),
			false,
		);
		expect(seenIn(look)).toEqual({ 5: 'CJ_NEW' });
		expect(look.absent).toEqual(['1', '2', '3', '4']);
		// What is gone is no news, and neither is what was never known.
		expect(look.unavailable).toEqual([{ id: 3, problem: 'forbidden' }]);
	});

	it('fails where not one job could be asked about', async () => {
		const { client } = serviceWith({ rows: [{ id: 1, status: 'CJ_NEW' }], statuses: { 1: 400 } });
		await expect(lookAtFoundJobs(client, {}, known({}), false)).rejects.toThrow(NodeApiError);
	});
});

describe('jobs that have become too old for the query', () => {
	const dateFrom = '2026-02-01T00:00:00.000Z';
	const missing = {
		1: 'CJ_NEW',
		2: 'CJ_NEW',
		3: 'CJ_NEW',
		4: 'CJ_NEW',
		5: 'CJ_NEW',
		6: 'CJ_NEW',
		7: 'CJ_FINISHED',
	};
	const world = {
		statuses: {
			1: 'CJ_NEW',
			2: 'CJ_NEW',
			3: 'CJ_NEW',
			4: 'CJ_FINISHED',
			5: 404,
			6: 'CJ_WORK_DONE',
		},
		created: {
			1: '2026-01-31T23:59:59Z',
			2: dateFrom,
			3: 'unknown',
			6: 400,
		},
	};

	it('are forgotten, else they would be asked about for ever', async () => {
		const { client, asked } = serviceWith(world);
		const look = await lookAtFoundJobs(client, { dateFrom }, known(missing), false);
		expect(look.gone).toEqual(['1']);
		expect(asked.filter((path) => !path.endsWith('/status'))).toEqual([
			'/jobs/1',
			'/jobs/2',
			'/jobs/3',
			'/jobs/6',
		]);
	});

	it('are not asked for where the query has no date, or is a new one', async () => {
		for (const [query, takesStock] of [
			[{}, false],
			[{ dateFrom }, true],
		] as const) {
			const { client, asked } = serviceWith(world);
			await lookAtFoundJobs(client, query, known(missing), takesStock);
			expect(asked.every((path) => path.endsWith('/status'))).toBe(true);
		}
	});
});

describe('a look at jobs that were named', () => {
	it('asks about each of them, and lets those go that are named no more', async () => {
		const { client, searches } = serviceWith({
			statuses: { 1: 'CJ_NEW', 2: 404, 3: 403, 4: 400 },
		});
		const look = await lookAtNamedJobs(client, [1, 2, 3, 4], known({ 1: 'CJ_NEW', 8: 'CJ_NEW' }));
		expect(look).toEqual({
			seen: [{ id: 1, status: 'CJ_NEW' }],
			answered: new Set(['1']),
			absent: ['2', '3'],
			gone: [],
			leaving: ['8'],
			unavailable: [
				{ id: 2, problem: 'gone' },
				{ id: 3, problem: 'forbidden' },
			],
		});
		expect(searches).toEqual([]);
	});

	it('can be the first one', async () => {
		const { client } = serviceWith({ statuses: { 1: 'CJ_NEW' } });
		expect((await lookAtNamedJobs(client, [1])).leaving).toEqual([]);
	});
});
