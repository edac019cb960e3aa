import { removeBinaryFolder, useBinaryMode, type BinaryMode } from '../support/engine';
import { brightRiver, byId, startManualSandbox } from '../support/brightRiver';
import { contentOf } from '../support/binary';
import { itemWithFile, photo } from '../support/photos';
import type { Sandbox } from '../../../sandbox/index';
import sharp from 'sharp';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
afterAll(removeBinaryFolder);

describe.each<BinaryMode>(['default', 'filesystem'])('with files in mode %s', (mode) => {
	it('takes photos to Bright River and brings them back edited', async () => {
		await useBinaryMode(mode);
		const [created] = await brightRiver(sandbox, {
			resource: 'job',
			operation: 'create',
			name: 'Shoes',
			description: 'White background',
			additionalFields: { tags: ['a', 'b'], isTest: true },
		});
		const jobId = byId(created.json.id);

		const original = await photo();
		const uploaded = await brightRiver(
			sandbox,
			{ resource: 'file', operation: 'upload', jobId, binaryPropertyName: 'data' },
			{ input: [itemWithFile(original, 'one.jpg'), itemWithFile(original, 'two.jpg')] },
		);
		const sent = {
			success: true,
			jobId: created.json.id,
			fileSize: original.length,
			durationMs: expect.any(Number) as number,
			verified: true,
			storageAnswer: { files: [expect.anything() as object] },
		};
		expect(uploaded.map(({ json }) => json)).toEqual([
			{ ...sent, fileName: 'one.jpg' },
			{ ...sent, fileName: 'two.jpg' },
		]);

		expect(
			(await brightRiver(sandbox, { resource: 'job', operation: 'requestOffer', jobId }))[0].json,
		).toEqual({ success: true, jobId: created.json.id });
		await sandbox.brightRiver.advanceTo(Number(created.json.id), 'CJ_WAIT_ACCEPTANCE');
		await brightRiver(sandbox, { resource: 'job', operation: 'acceptOffer', jobId });
		await sandbox.brightRiver.advanceTo(Number(created.json.id), 'CJ_WORK_DONE');
		expect(
			(await brightRiver(sandbox, { resource: 'job', operation: 'getStatus', jobId }))[0].json,
		).toEqual({
			jobId: created.json.id,
			status: 'CJ_WORK_DONE',
			statusMeaning: 'Job ready, images can be downloaded by client',
			statusGroup: 'Ready to Download',
		});

		const files = await brightRiver(sandbox, {
			resource: 'file',
			operation: 'getAll',
			jobId,
			returnAll: true,
		});
		// Two uploads run at once: either may come first.
		expect(files.map(({ json }) => json.fileName).sort()).toEqual(['one.jpg', 'two.jpg']);
		const results = await brightRiver(
			sandbox,
			{
				resource: 'file',
				operation: 'download',
				jobId,
				fileId: byId('={{ $json.id }}'),
				image: 'result',
				size: 'full',
				binaryPropertyName: 'edited',
			},
			{ input: files },
		);
		expect(results).toHaveLength(2);
		for (const [index, { binary, pairedItem }] of results.entries()) {
			expect(pairedItem).toEqual({ item: index });
			expect(binary?.edited.mimeType).toBe('image/jpeg');
			const edited = await contentOf(binary?.edited);
			expect(edited.equals(original)).toBe(false);
			expect((await sharp(edited).metadata()).format).toBe('jpeg');
		}

		const [zip] = await brightRiver(sandbox, {
			resource: 'job',
			operation: 'downloadResults',
			resultsAs: 'zip',
			jobId,
			binaryPropertyName: 'data',
		});
		expect(zip.binary?.data.fileName).toBe(`job-${String(created.json.id)}.zip`);
		expect((await contentOf(zip.binary?.data)).subarray(0, 2).toString()).toBe('PK');
	});
});
