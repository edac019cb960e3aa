import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readCommandLine } from '../../../sandbox/cli/arguments';
import {
	contraryReadings,
	parseReadings,
	pointNames,
	points,
	Readings,
	startSandbox,
	valuesOf,
} from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { guesses } from '../../../sandbox/readings/guesses';
import { clientOf } from './support';

describe('readings', () => {
	test('are the usual ones until others are chosen', () => {
		const readings = new Readings({ 'upload-field': 'image' });
		expect(readings.get('upload-field')).toBe('image');
		expect(readings.is('total-jobs', 'right')).toBe(true);
		readings.reset();
		expect(readings.get('upload-field')).toBe('file');
	});

	test('are written as a list, with "contrary" for all that differ most', () => {
		expect(parseReadings('upload-field=image, iptc=null')).toEqual({
			'upload-field': 'image',
			iptc: 'null',
		});
		expect(parseReadings('contrary,iptc=objects')).toEqual({
			...contraryReadings(),
			iptc: 'objects',
		});
	});

	test.each([
		['upload=image', 'There is no point "upload". There are: upload-field,'],
		['toString=image', 'There is no point "toString"'],
		['upload-field', '"upload-field" has no value "". It has: file, image'],
		['upload-field=picture', '"upload-field" has no value "picture"'],
		['', 'There is no point ""'],
	])('%j is refused', (list, message) => {
		expect(() => parseReadings(list)).toThrow(message);
		expect(() => readCommandLine(['--readings', list], '/')).toThrow(`--readings: ${message}`);
	});
});

describe('over HTTP', () => {
	let sandbox: Sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox({ manual: true, readings: { 'done-answer': 'text' } });
	});
	afterAll(async () => await sandbox.stop());

	const ask = async (method: string, path: string, body?: object) => {
		const response = await fetch(`${sandbox.brightRiver.url}/_sandbox/readings${path}`, {
			method,
			headers: body && { 'Content-Type': 'application/json' },
			body: body && JSON.stringify(body),
		});
		const text = await response.text();
		return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
	};

	test('each service lists its own points, which can be read otherwise at any time', async () => {
		const { json } = await ask('GET', '');
		expect(json.map(({ point }: { point: string }) => point)).toEqual(
			pointNames.filter((name) => points[name].service === 'Bright River'),
		);
		expect(json).toContainEqual(
			expect.objectContaining({
				point: 'done-answer',
				value: 'text',
				question: expect.any(String),
			}),
		);
		expect(await ask('PUT', '/rejected-count', { value: 'number' })).toMatchObject({ status: 200 });
		expect(sandbox.readings.get('rejected-count')).toBe('number');
		const refused = await ask('PUT', '/rejected-count', { value: 'three' });
		expect(refused).toMatchObject({
			status: 400,
			json: { message: expect.stringContaining('three') },
		});
		expect((await ask('DELETE', '')).status).toBe(204);
		expect(sandbox.readings.get('done-answer')).toBe('object');
	});

	test('a service answers as its points are read', async () => {
		const client = clientOf(sandbox.brightRiver);
		const [id] = sandbox.brightRiver.createJobs(1, 'CJ_WORK_DONE');
		sandbox.readings.set('rejected-count', 'number');
		expect((await client.call('GET', `/jobs/${id}/rejectedfilescount`)).json).toBe(0);
		sandbox.readings.reset();
		expect((await client.call('GET', `/jobs/${id}/rejectedfilescount`)).json).toEqual({
			rejectedFilesCount: 0,
		});
	});
});

test('every guess in the code is told, and every guess that is told is in the code', async () => {
	const root = resolve(__dirname, '../../../sandbox');
	const told = new Map<string, number>();
	for (const { file } of guesses) told.set(file, (told.get(file) ?? 0) + 1);
	const found = new Map<string, number>();
	for (const service of ['brightRiver', 'skyfish']) {
		const files = await readdir(resolve(root, service), { recursive: true });
		for (const name of files.filter((one) => one.endsWith('.ts'))) {
			const code = await readFile(resolve(root, service, name), 'utf8');
			const count = [...code.matchAll(/\bGuess\b/g)].length;
			if (count > 0) found.set(`${service}/${name}`, count);
		}
	}
	expect([...found].sort()).toEqual([...told].sort());
});

test('every point is asked about in the code of its service', async () => {
	const root = resolve(__dirname, '../../../sandbox');
	for (const [service, folder] of [
		['Bright River', 'brightRiver'],
		['Skyfish', 'skyfish'],
	]) {
		const files = await readdir(resolve(root, folder), { recursive: true });
		const sources = files.filter((file) => file.endsWith('.ts'));
		const code = await Promise.all(
			sources.map(async (file) => await readFile(resolve(root, folder, file), 'utf8')),
		);
		const own = pointNames.filter((name) => points[name].service === service);
		expect(own.filter((name) => !code.some((text) => text.includes(`'${name}'`)))).toEqual([]);
	}
});

test('the values of each point are two or more', () => {
	for (const name of pointNames) expect(valuesOf(name).length).toBeGreaterThan(1);
});
