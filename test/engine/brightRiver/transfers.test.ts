import '../../support/shorterWaits';
import { Container } from '@n8n/di';
import { createHash, randomBytes } from 'node:crypto';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, startManualSandbox } from '../support/brightRiver';
import { removeBinaryFolder, useBinaryMode } from '../support/engine';
import { itemWithFile } from '../support/photos';

let sandbox: Sandbox;
let job: number;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
afterAll(removeBinaryFolder);
beforeEach(async () => {
	sandbox.brightRiver.faults.clear();
	await useBinaryMode('default');
	const parameters = { resource: 'job', operation: 'create', name: 'n', description: 'd' };
	const [{ json }] = await brightRiver(sandbox, parameters);
	job = Number(json.id);
	sandbox.brightRiver.requests.length = 0;
	sandbox.brightRiver.resetStatistics();
});

const content = randomBytes(20_000);
const md5 = createHash('md5').update(content).digest('hex');
const withChecksum = { verifyFiles: 'sizeAndChecksum' };
const named = (name: string) => itemWithFile(content, name);

async function upload(input: INodeExecutionData[], requestOptions = {}, more = {}) {
	const parameters = {
		resource: 'file',
		operation: 'upload',
		jobId: byId(job),
		binaryPropertyName: 'data',
		requestOptions,
	};
	return await brightRiver(sandbox, parameters, { input, ...more });
}

/** A file that n8n keeps outside of the item. */
async function storedFile(fileName: string): Promise<INodeExecutionData> {
	const location = { type: 'execution', workflowId: 'w', executionId: '1' } as const;
	const empty = { data: '', mimeType: 'image/jpeg', fileName };
	const data = await Container.get(BinaryDataService).store(location, content, empty);
	return { json: {}, binary: { data } };
}

async function downloadOriginal(requestOptions = {}, more = {}) {
	const list = { resource: 'file', operation: 'getAll', jobId: byId(job) };
	const [{ json }] = await brightRiver(sandbox, list);
	const parameters = {
		resource: 'file',
		operation: 'download',
		jobId: byId(job),
		fileId: byId(json.id),
		image: 'original',
		size: 'full',
		binaryPropertyName: 'data',
		requestOptions,
	};
	return await brightRiver(sandbox, parameters, more);
}

/** What Bright River says of a file, made up. */
const says = (size: number, mD5: string | null) => ({
	method: 'GET',
	path: `/jobs/${job}/files/`,
	kind: 'body' as const,
	contentType: 'application/json',
	body: JSON.stringify({ id: 1, fileName: 'a.jpg', size, mD5 }),
});
const requestsTo = (path: RegExp) =>
	sandbox.brightRiver.requests.filter((request) => path.test(request.path));

describe('an uploaded file', () => {
	it('comes with its size and duration, and was compared with what Bright River has', async () => {
		const [{ json }] = await upload([named('a.jpg')]);
		expect(json).toEqual({
			success: true,
			jobId: job,
			fileName: 'a.jpg',
			fileSize: content.length,
			durationMs: expect.any(Number) as number,
			verified: true,
			storageAnswer: { files: [{ fileName: 'a.jpg', size: 20_000, mD5: expect.any(String) }] },
		});
	});

	it.each(['default', 'filesystem'] as const)(
		'has its checksum where that is compared (n8n keeps files in mode %s)',
		async (mode) => {
			await useBinaryMode(mode);
			const input = mode === 'default' ? named('a.jpg') : await storedFile('a.jpg');
			const [{ json }] = await upload([input], withChecksum);
			expect(json).toMatchObject({ md5, verified: true });
		},
	);

	it.each([
		['of another size', {}, () => says(19_999, md5), '19999 bytes, but 20000 were transferred'],
		[
			'with another checksum',
			withChecksum,
			() => says(20_000, 'AB'.repeat(16)),
			'a different checksum (MD5)',
		],
	])('%s is an error', async (_, requestOptions, fault, text) => {
		sandbox.brightRiver.faults.add({ ...fault(), times: Infinity });
		await expect(upload([named('a.jpg')], requestOptions)).rejects.toMatchObject({
			message: 'The file "a.jpg" did not arrive as it was sent',
			description: expect.stringContaining(text) as string,
		});
		const { requests } = sandbox.brightRiver;
		expect(requests.filter(({ server }) => server === 'storage')).toHaveLength(1);
	});

	it('is looked at again where an older file of that name is still listed', async () => {
		sandbox.brightRiver.faults.add(says(5, null));
		expect((await upload([named('a.jpg')]))[0].json.verified).toBe(true);
	});

	it.each([
		[
			'has no checksum but that of nothing',
			() => says(20_000, 'D4-1D-8C-D9-8F-00-B2-04-E9-80-09-98-EC-F8-42-7E'),
			true,
		],
		['has no checksum at all', () => says(20_000, null), true],
		[
			'is not listed yet',
			() => ({ ...says(0, null), kind: 'status' as const, status: 404 }),
			false,
		],
		['cannot be asked for', () => ({ ...says(0, null), body: 'no JSON' }), false],
	])('that %s is no error', async (_, fault, verified) => {
		sandbox.brightRiver.faults.add({ ...fault(), times: Infinity });
		const [{ json }] = await upload([named('a.jpg')], withChecksum);
		expect(json.verified).toBe(verified);
	});

	it('is compared by its size alone where "Verify Files" says so', async () => {
		sandbox.brightRiver.faults.add({ ...says(20_000, 'AB'.repeat(16)), times: Infinity });
		const [{ json }] = await upload([named('a.jpg')], { verifyFiles: 'size' });
		expect(json.verified).toBe(true);
		expect(json).not.toHaveProperty('md5');
	});

	it('is not compared where "Verify Files" is off', async () => {
		sandbox.brightRiver.faults.add({ ...says(19_999, 'AB'.repeat(16)), times: Infinity });
		const [{ json }] = await upload([named('a.jpg')], { verifyFiles: 'off' });
		expect(json.verified).toBe(false);
		expect(json).not.toHaveProperty('md5');
		expect(requestsTo(/\/files\//)).toEqual([]);
	});
});

describe('a downloaded file', () => {
	it('comes with its size and duration', async () => {
		await upload([named('a.jpg')]);
		const [{ json }] = await downloadOriginal();
		expect(json).toMatchObject({
			fileName: 'a.jpg',
			size: 'full',
			fileSize: content.length,
			durationMs: expect.any(Number) as number,
		});
		expect(json).not.toHaveProperty('md5');
	});

	it.each(['default', 'filesystem'] as const)(
		'has its checksum where that is compared (n8n keeps files in mode %s)',
		async (mode) => {
			await upload([named('a.jpg')]);
			await useBinaryMode(mode);
			expect((await downloadOriginal(withChecksum))[0].json.md5).toBe(md5);
		},
	);

	/** What Bright River lists of the file of the job, with something else in it. */
	async function listedAs(changes: object) {
		const list = (await brightRiver(sandbox, {
			resource: 'file',
			operation: 'getAll',
			jobId: byId(job),
			output: 'raw',
		})) as INodeExecutionData[];
		const files = list.map(({ json }) => ({ ...json, ...changes }));
		sandbox.brightRiver.faults.add({
			path: `/jobs/${job}/files`,
			kind: 'body' as const,
			contentType: 'application/json',
			body: JSON.stringify({ files }),
			times: 2,
		});
	}

	const isDifferent = 'The file "a.jpg" did not arrive as it was sent';
	const otherSize = { size: content.length + 1 };
	const otherChecksum = { mD5: 'AB'.repeat(16) };

	it.each([
		['size', otherSize, isDifferent],
		['size', otherChecksum, undefined],
		['sizeAndChecksum', otherSize, isDifferent],
		['sizeAndChecksum', otherChecksum, isDifferent],
		['off', otherSize, undefined],
		['off', otherChecksum, undefined],
	])('compared by %s, of which Bright River states %j', async (verifyFiles, changes, message) => {
		await upload([named('a.jpg')]);
		await listedAs(changes);
		const download = downloadOriginal({ verifyFiles });
		if (message) await expect(download).rejects.toThrow(message);
		else expect((await download)[0].json).not.toHaveProperty('md5');
	});

	it.each([null, 'D4-1D-8C-D9-8F-00-B2-04-E9-80-09-98-EC-F8-42-7E'])(
		'has no checksum where Bright River states %j',
		async (mD5) => {
			await upload([named('a.jpg')]);
			await listedAs({ mD5 });
			const [{ json }] = await downloadOriginal(withChecksum);
			expect(json).toMatchObject({ fileSize: content.length });
			expect(json).not.toHaveProperty('md5');
		},
	);

	it.each(['size', 'sizeAndChecksum', 'off'])(
		'that breaks off is never given out in part (compared by %s)',
		async (verifyFiles) => {
			await upload([named('a.jpg')]);
			const cut = { server: 'storage', method: 'GET', kind: 'cut' } as const;
			sandbox.brightRiver.faults.add({ ...cut, times: 1 });
			const [{ json }] = await downloadOriginal({ verifyFiles });
			expect(json.fileSize).toBe(content.length);
			sandbox.brightRiver.faults.add({ ...cut, times: Infinity });
			await expect(downloadOriginal({ verifyFiles })).rejects.toThrow();
		},
	);

	it('is an error where the disk of n8n is full, on the error output too', async () => {
		await upload([named('a.jpg')]);
		const noRoom = Object.assign(new Error('ENOSPC: no space left on device, write'), {
			code: 'ENOSPC',
		});
		const service = Container.get(BinaryDataService);
		const store = jest.spyOn(service, 'store').mockRejectedValue(noRoom);
		try {
			await expect(downloadOriginal()).rejects.toMatchObject({
				message: 'n8n could not store the file "a.jpg"',
				description: expect.stringContaining('not enough room') as string,
			});
			const output = await downloadOriginal({}, { onError: 'continueRegularOutput' });
			expect(output).toHaveLength(1);
			expect(output[0].json.error).toBe('n8n could not store the file "a.jpg"');
			expect(output[0].binary).toBeUndefined();
		} finally {
			store.mockRestore();
		}
	});
});

describe('many files', () => {
	const names = Array.from({ length: 12 }, (_, index) => `photo-${index}.jpg`);

	it('go out a few at a time, in order, with one look at their job', async () => {
		sandbox.brightRiver.faults.add({
			server: 'storage',
			kind: 'delay',
			ms: 20,
			times: Infinity,
		});
		const output = await upload(names.map(named), { parallelFileTransfers: 2, verifyFiles: 'off' });
		expect(output.map(({ json }) => json.fileName)).toEqual(names);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(names.map((_, item) => ({ item })));
		expect(sandbox.brightRiver.maxInFlight).toBe(2);
		expect(requestsTo(/^\/jobs\/\d+$/)).toHaveLength(1);
	});

	it('are compared with one list once all have gone', async () => {
		const output = await upload(names.map(named));
		expect(output.map(({ json }) => json.verified)).toEqual(names.map(() => true));
		expect(requestsTo(/^\/jobs\/\d+\/files/).map(({ path }) => path)).toEqual([
			`/jobs/${job}/files`,
		]);
	});

	it('the one among them that did not arrive as it was sent is the one that fails', async () => {
		const files = names.map((fileName) => ({ fileName, size: 20_000, mD5: md5 }));
		files[2].size = 19_999;
		sandbox.brightRiver.faults.add({
			method: 'GET',
			path: `/jobs/${job}/files`,
			kind: 'body',
			contentType: 'application/json',
			body: JSON.stringify({ files }),
			times: Infinity,
		});
		const output = await upload(names.map(named), {}, { onError: 'continueRegularOutput' });
		expect(output.map(({ json }) => json.error ?? json.verified)).toEqual(
			names.map((name) =>
				name === 'photo-2.jpg' ? `The file "${name}" did not arrive as it was sent` : true,
			),
		);
	});

	it('of one name are refused before one of them is lost', async () => {
		const other = itemWithFile(randomBytes(10_000), 'a.jpg');
		const settings = { parallelFileTransfers: 1 };
		const going = { onError: 'continueRegularOutput' } as const;
		const output = await upload([named('a.jpg'), named('b.jpg'), other], settings, going);
		const refused = 'Two photos of this job have the name "a.jpg"';
		expect(output.map(({ json }) => json.error ?? json.fileName)).toEqual([
			refused,
			'b.jpg',
			refused,
		]);
	});

	it('one that fails does not stop the others', async () => {
		const items = [...names.slice(0, 3).map(named), { json: {} }, named('last.jpg')];
		const output = await upload(items, {}, { onError: 'continueRegularOutput' });
		expect(output.map(({ json }) => json.fileName ?? json.error)).toEqual([
			...names.slice(0, 3),
			'This item has no file to upload',
			'last.jpg',
		]);
	});
});
