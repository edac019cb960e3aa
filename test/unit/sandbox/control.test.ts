import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readCommandLine } from '../../../sandbox/cli/arguments';
import { explainFailure } from '../../../sandbox/cli/printing';
import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { clientOf, photo } from './support';
import type { Json } from './support';

describe('steering over HTTP', () => {
	let sandbox: Sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox({ manual: true });
	});
	afterAll(async () => await sandbox.stop());

	const steer = async (method: string, path: string, body?: object) => {
		const headers = body && { 'Content-Type': 'application/json' };
		const text = body && JSON.stringify(body);
		const response = await fetch(`${sandbox.brightRiver.url}/_sandbox/${path}`, {
			method,
			headers,
			body: text,
		});
		const answer = await response.text();
		return { status: response.status, json: answer === '' ? undefined : JSON.parse(answer) };
	};

	test('jobs are listed, advanced and put into a status', async () => {
		const client = clientOf(sandbox.brightRiver);
		const { id } = await client.jobWith({ 'koala.jpg': await photo(20, 20) });
		expect((await steer('POST', `jobs/${id}/advance`)).json).toEqual({
			status: 'CJ_REQUEST_OFFER',
		});
		const put = await steer('POST', `jobs/${id}/status`, { status: 'CJ_WORK_PROGRESS' });
		expect(put.json).toEqual({ status: 'CJ_WORK_PROGRESS' });
		expect((await steer('POST', `jobs/${id}/advance`)).json).toEqual({ status: 'CJ_ZIP_INIT' });
		const [job] = (await steer('GET', 'jobs')).json;
		expect(job).toMatchObject({
			id,
			guid: expect.any(String),
			name: 'Job',
			status: 'CJ_ZIP_INIT',
			files: [{ fileName: 'koala.jpg', clipped: [expect.any(Number)] }],
		});
		expect(job.history.map(({ status }: Json) => status)).toEqual([
			'CJ_NEW',
			'CJ_REQUEST_OFFER',
			'CJ_WORK_PROGRESS',
			'CJ_ZIP_INIT',
		]);
		expect((await steer('POST', `jobs/${id}/status`, { status: 'NEVER' })).status).toBe(400);
		expect((await steer('POST', 'jobs/1/advance')).json.message).toBe('There is no job 1');
	});

	test('many jobs are made, and search learns of them', async () => {
		const { ids } = (await steer('POST', 'jobs', { count: 3, status: 'CJ_FINISHED' })).json;
		expect(ids).toHaveLength(3);
		expect((await steer('POST', 'jobs', { count: 1, status: 'NEVER' })).status).toBe(400);
		expect((await steer('POST', 'index')).status).toBe(204);
		const search = { statuses: ['CJ_FINISHED'] };
		const found = await clientOf(sandbox.brightRiver).call('POST', '/search', search);
		expect(found.json.totalJobs).toBe(3);
	});

	test('faults come and go', async () => {
		const fault = { kind: 'status', status: 500, pathPattern: 'jobs.\\d+$', times: 'Infinity' };
		const added = await steer('POST', 'faults', fault);
		expect(added.json).toMatchObject({ ...fault, hits: 0 });
		const client = clientOf(sandbox.brightRiver);
		expect((await client.call('GET', '/jobs/1')).status).toBe(500);
		expect((await client.call('GET', '/jobs/1/status')).status).toBe(404);
		expect((await steer('GET', 'faults')).json).toEqual([{ ...added.json, hits: 1 }]);
		expect((await steer('POST', 'faults', { kind: 'explode' })).status).toBe(400);
		expect((await steer('POST', 'faults', { kind: 'reset', pathPattern: '(' })).status).toBe(400);
		expect((await steer('DELETE', 'faults')).status).toBe(204);
		expect((await client.call('GET', '/jobs/1')).status).toBe(404);
	});

	test('requests are told and forgotten; steering is never among them', async () => {
		await steer('DELETE', 'requests');
		await clientOf(sandbox.brightRiver).call('GET', '/jobs/1');
		await steer('GET', 'jobs');
		const { requests, maxInFlight } = (await steer('GET', 'requests')).json;
		expect(requests).toEqual([expect.objectContaining({ path: '/jobs/1', status: 404 })]);
		expect(maxInFlight).toBe(1);
		await steer('DELETE', 'requests');
		expect((await steer('GET', 'requests')).json).toMatchObject({ requests: [] });
		expect((await steer('GET', 'settings')).json).toMatchObject({ manual: true, stageMs: 1000 });
	});
});

describe('the command line', () => {
	const read = (...words: string[]) => readCommandLine(words, '/home/me');

	test('has defaults, and takes every flag', () => {
		expect(read()).toEqual({
			kind: 'start',
			json: false,
			options: {
				brightRiverPort: 8765,
				brightRiverStoragePort: 8766,
				host: '127.0.0.1',
				dataFolder: '/home/me/.sandbox',
				stageMs: 1000,
				indexLagMs: undefined,
				manual: false,
			},
		});
		const all = '--port 0 --storage-port 1 --host :: --data /data --stage-seconds 0.25';
		const more = '--index-lag-seconds 3 --manual --json';
		expect(read(...`${all} ${more}`.split(' '))).toEqual({
			kind: 'start',
			json: true,
			options: {
				brightRiverPort: 0,
				brightRiverStoragePort: 1,
				host: '::',
				dataFolder: '/data',
				stageMs: 250,
				indexLagMs: 3000,
				manual: true,
			},
		});
		expect(read('--help')).toEqual({ kind: 'help' });
	});

	test.each([
		[['--prot', '1'], "Unknown option '--prot'. See --help."],
		[['--port', 'x'], '--port needs a number from 0 to 65535, not "x".'],
		[['--storage-port', '65536'], '--storage-port needs a number from 0 to 65535, not "65536".'],
		[['--stage-seconds', '-1x'], expect.any(String)],
		[['--stage-seconds', 'soon'], '--stage-seconds needs a number of seconds, not "soon".'],
		[['here'], expect.stringContaining('here')],
	])('%j is refused in one sentence', (words, message) => {
		let said = '';
		try {
			read(...words);
		} catch (error) {
			said = (error as Error).message;
		}
		expect(said).toEqual(message);
		expect(said).not.toContain('\n');
	});

	test('says in one sentence why it cannot start', () => {
		const options = { host: 'h', dataFolder: '/data' };
		const why = (facts: object) => explainFailure(Object.assign(new Error('why'), facts), options);
		expect(why({ code: 'EADDRINUSE', port: 8765 })).toContain('Port 8765 is already in use');
		expect(why({ code: 'EACCES', port: 80 })).toContain('Port 80 may not be used');
		expect(why({ code: 'ENOTFOUND' })).toContain('"h" is not an address');
		expect(why({ message: 'database is locked' })).toContain('in use by another sandbox');
		expect(why({ code: 'EACCES', message: 'no' })).toContain('/data cannot be used: no');
	});

	test('starts, tells where it is, and stops when asked', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'command-'));
		const start = resolve(__dirname, '../../../sandbox/cli/start.ts');
		const flags = ['--json', '--port', '0', '--storage-port', '0', '--data', folder, '--manual'];
		const running = spawn(process.execPath, [start, ...flags], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		try {
			const exited = new Promise((done) => running.once('exit', done));
			const line = await new Promise<string>((done) => running.stdout.once('data', done));
			const { brightRiver } = JSON.parse(`${line}`);
			const { url, clientToken, sessionToken } = brightRiver;
			const headers = {
				'X-Client-Token': clientToken,
				'X-Session-Token': sessionToken,
				Accept: 'application/json',
			};
			expect((await fetch(`${url}/search/fields`, { headers })).status).toBe(200);
			running.kill('SIGTERM');
			expect(await exited).toBe(0);
		} finally {
			running.kill('SIGKILL');
			await rm(folder, { recursive: true });
		}
	});
});
