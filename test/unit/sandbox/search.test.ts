import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { clientOf, photo } from './support';
import type { Client, Json } from './support';

let sandbox: Sandbox;
let client: Client;
let clock: number;

beforeEach(async () => {
	clock = Date.parse('2016-05-13T13:30:52.3Z');
	sandbox = await startSandbox({ manual: true, searchPageSize: 3, now: () => clock });
	client = clientOf(sandbox.brightRiver);
});
afterEach(async () => await sandbox.stop());

const search = async (body: unknown, headers = {}) =>
	(await client.call('POST', '/search', body, headers)).json;
const idsOf = async (body: object): Promise<number[]> =>
	(await search(body)).jobs.map(({ id }: Json) => id);

async function create(name: string, more: object = {}): Promise<number> {
	const body = { name, description: 'Clip', ...more };
	return (await client.call('POST', '/jobs', body)).json.id;
}

test('rows have the documented fields, and dates without trailing zeros', async () => {
	const id = await create('Fruits');
	const { guid } = (await client.call('GET', `/jobs/${id}`)).json;
	expect(await search({})).toEqual({
		totalJobs: 1,
		jobs: [
			{
				id,
				accountId: 23147,
				status: 'CJ_NEW',
				guid,
				name: 'Fruits',
				description: 'Clip',
				acceptedDate: null,
				createdDate: '2016-05-13T13:30:52.3Z',
				deliveredDate: null,
				orderedDate: null,
				reviewedDate: null,
				realCost: 0,
				fileCount: 0,
			},
		],
		_type: 'SearchResponseBody',
	});
	clock = Date.parse('2016-05-13T13:30:53.000Z');
	await create('Whole second');
	expect((await search({})).jobs[0].createdDate).toBe('2016-05-13T13:30:53Z');
});

test('pages count from 0, newest first, and past the end there is nothing', async () => {
	const ids: number[] = [];
	for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
		ids.push(await create(name));
		// Two jobs share each moment; then the id decides.
		if (ids.length % 2 === 0) clock += 1;
	}
	const newestFirst = [...ids].reverse();
	expect(await idsOf({})).toEqual(newestFirst.slice(0, 3));
	expect(await idsOf({ page: 1 })).toEqual(newestFirst.slice(3, 6));
	expect(await idsOf({ page: '2' })).toEqual(newestFirst.slice(6));
	expect(await search({ page: 3 })).toMatchObject({ totalJobs: 7, jobs: [] });
	expect(await search({ page: -1 })).toMatchObject({ code: 'invalid_parameter' });
});

test('a query looks into the field it is given', async () => {
	const fruits = await create('Job of FRUITS', { description: 'Äpfel', tags: ['Apple', 'Pear'] });
	const vegetables = await create('Job of vegetables', { invoiceReference: 'INV 100%' });
	const { json } = await client.call('GET', `/jobs/${fruits}`);
	await client.upload(json.upload.postUrl, { 'Koala_1.jpg': await photo(9, 9) });
	const of = async (field: string, query: string) => await idsOf({ field, query });
	expect(await of('Name', 'fruits')).toEqual([fruits]);
	expect(await of('Name', 'of job')).toEqual([vegetables, fruits]);
	expect(await of('Description', 'äpfel')).toEqual([fruits]);
	expect(await of('Tags', 'pear')).toEqual([fruits]);
	expect(await of('InvoiceReference', '100%')).toEqual([vegetables]);
	expect(await of('FileName', 'koala_')).toEqual([fruits]);
	expect(await of('FileName', 'fruits')).toEqual([]);
	expect(await of('Id', `${vegetables}`)).toEqual([vegetables]);
	expect(await of('Id', `${vegetables}`.slice(0, 3))).toEqual([]);
	expect(await of('Global', 'koala')).toEqual([fruits]);
	expect(await of('Global', `${fruits}`)).toEqual([fruits]);
	expect(await idsOf({ query: '' })).toHaveLength(2);
	expect(await search({ field: 'Colour' })).toMatchObject({ parameterName: 'field' });
});

test('statuses and dates narrow the search, in any time zone', async () => {
	const [first, second] = [await create('first'), await create('second')];
	clock += 60_000;
	const third = await create('third');
	sandbox.brightRiver.setStatus(second, 'CJ_ACCEPT');
	sandbox.brightRiver.setStatus(third, 'CJ_WORK_DONE');
	expect(await idsOf({ statuses: ['CJ_NEW', 'CJ_ACCEPT'] })).toEqual([second, first]);
	expect(await search({ statuses: ['CJ_NEVER'] })).toMatchObject({ parameterValue: 'CJ_NEVER' });
	const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
	const asForm = await search('page=0&statuses=CJ_NEW&statuses=CJ_WORK_DONE', form);
	expect(asForm.jobs.map(({ id }: Json) => id)).toEqual([third, first]);
	expect(await idsOf({ dateFrom: '2016-05-13T15:31:00.8931021+02:00' })).toEqual([third]);
	expect(await idsOf({ dateTo: '2016-05-13T13:31:00Z' })).toEqual([second, first]);
	expect(await idsOf({ dateFrom: '2016-05-13', dateTo: '2016-05-14' })).toHaveLength(3);
	// After and before: the moment itself is neither.
	expect(await idsOf({ dateFrom: '2016-05-13T13:31:52.3Z' })).toEqual([]);
	expect(await idsOf({ deliveredDateFrom: '2016-05-13T00:00:00Z' })).toEqual([third]);
	expect(await idsOf({ deliveredDateTo: '2016-05-13T00:00:00Z' })).toEqual([]);
	expect(await search({ dateTo: 'yesterday' })).toMatchObject({ parameterName: 'dateTo' });
});

test('a rejected job has the id 0 until production takes it up', async () => {
	const { id } = await client.deliveredJobWith({ 'koala.jpg': await photo(20, 20) });
	await client.call('POST', `/jobs/${id}/review`, { reviews: [{ reason: 'Cropping' }] });
	const { rejectedJobs } = (await client.call('GET', `/jobs/${id}/rejectedjobs`)).json;
	const redo = rejectedJobs[0].id;
	const { guid } = (await client.call('GET', `/jobs/${redo}`)).json;
	const row = { guid, description: '', name: `Rejected pictures of job #${id}`, fileCount: 1 };
	for (const status of ['CJ_INIT_REJECT', 'CJ_REJECT_READY', 'CJ_REJECT_NOTIFY']) {
		await sandbox.brightRiver.advanceTo(redo, status);
		expect((await search({})).jobs[0]).toMatchObject({ ...row, id: 0, status });
	}
	await sandbox.brightRiver.advanceTo(redo, 'CJ_ACCEPT');
	expect((await search({})).jobs[0]).toMatchObject({ ...row, id: redo, status: 'CJ_ACCEPT' });
});

test('a trashed job leaves the overview', async () => {
	const id = await create('Mistake');
	await client.call('POST', `/jobs/${id}/cancel`);
	expect((await search({})).jobs[0]).toMatchObject({ id, status: 'CJ_USER_CANCELED' });
	await sandbox.brightRiver.advance(id);
	expect(await search({})).toMatchObject({ totalJobs: 0 });
});

test('the index lags behind by the time it is told to', async () => {
	const late = await startSandbox({ manual: true, indexLagMs: 500, now: () => clock });
	try {
		const user = clientOf(late.brightRiver);
		const [id] = late.brightRiver.createJobs(1);
		const statuses = async () => {
			const { jobs } = (await user.call('POST', '/search', {})).json;
			return jobs.map(({ status }: Json) => status);
		};
		expect(await statuses()).toEqual([]);
		clock += 500;
		expect(await statuses()).toEqual(['CJ_NEW']);
		late.brightRiver.setStatus(id, 'CJ_ERROR');
		clock += 499;
		expect(await statuses()).toEqual(['CJ_NEW']);
		expect((await user.call('GET', `/jobs/${id}/status`)).json.status).toBe('CJ_ERROR');
		late.brightRiver.refreshIndex();
		expect(await statuses()).toEqual(['CJ_ERROR']);
	} finally {
		await late.stop();
	}
});

test('a manual index waits for refreshIndex', async () => {
	const late = await startSandbox({ indexManual: true, now: () => clock });
	try {
		const user = clientOf(late.brightRiver);
		late.brightRiver.createJobs(2);
		clock += 1_000_000;
		expect((await user.call('POST', '/search')).json.totalJobs).toBe(0);
		late.brightRiver.refreshIndex();
		expect((await user.call('POST', '/search')).json.totalJobs).toBe(2);
	} finally {
		await late.stop();
	}
});
