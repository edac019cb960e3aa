import '../support/shorterWaits';
import type { IDataObject } from 'n8n-workflow';
import { startSandbox } from '../../sandbox/index';
import type { ChosenReadings, Sandbox } from '../../sandbox/index';
import { brightRiver, byId } from '../engine/support/brightRiver';
import { itemWithFile, photo } from '../engine/support/photos';
import { skyfish } from '../engine/support/skyfish';

/** What an operator reads who has not settled yet what the node cannot know. */
const read: Array<[reading: string, words: string]> = [];

afterAll(() => {
	const lines = read.map(([reading, words]) => `${reading}\n    “${words}”`);
	process.stdout.write(`\nBefore it is settled, an operator reads\n\n${lines.join('\n')}\n`);
});

async function inSandbox(readings: ChosenReadings, task: (sandbox: Sandbox) => Promise<void>) {
	const sandbox = await startSandbox({ manual: true, readings });
	try {
		await task(sandbox);
	} finally {
		await sandbox.stop();
	}
}

/** The words of an error that must come. */
async function wordsOf(run: Promise<unknown>): Promise<string> {
	return await run.then(
		(items) => {
			throw new Error(`It went well: ${JSON.stringify(items)}`);
		},
		({ message, description }: Error & { description?: string }) =>
			[message, description].filter(Boolean).join(' '),
	);
}

it('a photo in the wrong form field is not said to have arrived', async () => {
	await inSandbox({ 'upload-field': 'image' }, async (sandbox) => {
		const [job] = sandbox.brightRiver.createJobs(1);
		const upload = async (options: IDataObject) => {
			const parameters = { jobId: byId(job), binaryPropertyName: 'data', options };
			const [{ json }] = await brightRiver(
				sandbox,
				{ resource: 'file', operation: 'upload', ...parameters } as never,
				{ input: [itemWithFile(await photo(), 'koala.jpg')] },
			);
			return json;
		};
		const words = await wordsOf(upload({}));
		expect(words).toContain('"Upload Field"');
		read.push(['upload-field=image', words]);
		expect(await upload({ uploadField: 'image' })).toMatchObject({ verified: true });
	});
});

it('a photo that is listed late is no error', async () => {
	await inSandbox({ 'upload-listing': 'after-offer' }, async (sandbox) => {
		const [job] = sandbox.brightRiver.createJobs(1);
		const jobId = byId(job);
		const [{ json }] = await brightRiver(
			sandbox,
			{ resource: 'file', operation: 'upload', jobId, binaryPropertyName: 'data' },
			{ input: [itemWithFile(await photo(), 'koala.jpg')] },
		);
		expect(json).toMatchObject({ success: true, verified: false });
		const named = { __rl: true, mode: 'name', value: 'koala.jpg' };
		const changes = { fileName: named, updateFields: { remark: 'more sun' } };
		const update = { resource: 'file', operation: 'update', jobId, ...changes };
		const words = await wordsOf(brightRiver(sandbox, update as never));
		expect(words).toMatch(/no file with the name "koala.jpg".*offer/s);
		read.push(['upload-listing=after-offer', words]);
	});
});

it('a day that Skyfish does not read names the field that settles it', async () => {
	await inSandbox({ 'expiration-keys': 'year-month' }, async (sandbox) => {
		const mediaId = byId(await sandbox.skyfish.addMedia());
		const date = { expireBy: 'day', expiration_date: '2030-02-03' };
		const parameters = { resource: 'media', operation: 'setExpirationDate', mediaId, ...date };
		const words = await wordsOf(skyfish(sandbox, parameters));
		expect(words).toContain('"Expire By"');
		read.push(['expiration-keys=year-month', words]);
	});
});

it('a search without a criterion that Skyfish refuses says what to fill in', async () => {
	await inSandbox({ 'empty-search': 'refused' }, async (sandbox) => {
		const words = await wordsOf(skyfish(sandbox, { resource: 'search', operation: 'media' }));
		expect(words).toMatch(/Query|Folder/);
		read.push(['empty-search=refused', words]);
	});
	await inSandbox({ 'empty-search': 'all' }, async (sandbox) => {
		await sandbox.skyfish.addMedia();
		sandbox.skyfish.refreshIndex();
		const found = await skyfish(sandbox, { resource: 'search', operation: 'media' });
		expect(found.length).toBeGreaterThan(0);
	});
});
