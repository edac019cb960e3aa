import type { IDataObject, NodeOperationError } from 'n8n-workflow';
import examples from '../../fixtures/brightRiver/documentExamples.json';
import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, startManualSandbox } from '../support/brightRiver';
import { itemWithFile } from '../support/photos';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.brightRiver.faults.clear();
	sandbox.brightRiver.requests.length = 0;
});

const jobId = byId(353413);
const fileId = byId(217667);
const row = {
	fileId: 217667,
	imageId: 217671,
	reason: 'Cropping',
	position: 'percentage',
	x: 1,
	y: 1,
};
const files = { rejection: [row] };
const awaited = { resource: 'job', operation: 'downloadResults', jobId, waitForResults: true };

/** Runs an operation that must be refused and gives its error. */
async function refused(parameters: IDataObject, item = {}): Promise<NodeOperationError> {
	return await brightRiver(sandbox, parameters as never, { input: [{ json: {}, ...item }] }).then(
		() => {
			throw new Error('It should have been refused');
		},
		(error: NodeOperationError) => error,
	);
}

describe('is stopped before anything is sent:', () => {
	it.each<[string, IDataObject, string]>([
		[
			'an expression that finds nothing',
			{ resource: 'job', operation: 'get', jobId: byId('={{ $json.nothing }}') },
			'"Job" is empty',
		],
		[
			'an ID with letters',
			{ resource: 'job', operation: 'get', jobId: byId('12ab') },
			'"Job" is not a valid ID',
		],
		[
			'the ID 0',
			{ resource: 'job', operation: 'close', jobId: byId(0) },
			'"Job" is not a valid ID',
		],
		...['={{ $json.nothing }}', '={{ "" }}', 0, 2.5, 'many'].map(
			(mostFiles): [string, IDataObject, string] => [
				`a limit that is none: ${mostFiles}`,
				{ resource: 'job', operation: 'acceptOffer', jobId, options: { mostFiles } },
				'"Most Files" is not valid',
			],
		),
		[
			'an output that is none',
			{
				...{ resource: 'job', operation: 'create', name: 'n', description: 'd' },
				output: '={{ "all" }}',
			},
			'"Output" has no choice "all"',
		],
		[
			'no fields to select',
			{
				...{ resource: 'job', operation: 'create', name: 'n', description: 'd' },
				...{ output: 'fields', fields: '={{ [] }}' },
			},
			'"Fields" is empty',
		],
		[
			'an ID that goes elsewhere',
			{ resource: 'job', operation: 'close', jobId: byId('1/../../accounts') },
			'"Job" is not a valid ID',
		],
		[
			'no file name',
			{
				resource: 'file',
				operation: 'get',
				jobId,
				findBy: 'fileName',
				fileName: { __rl: true, mode: 'name', value: '={{ "" }}' },
			},
			'"File Name" is empty',
		],
		[
			'a file name that is a direction',
			{
				resource: 'file',
				operation: 'get',
				jobId,
				findBy: 'fileName',
				fileName: { __rl: true, mode: 'name', value: '..' },
			},
			'"File Name" cannot be ".."',
		],
		[
			'a job without a name',
			{ resource: 'job', operation: 'create', name: ' ', description: 'd' },
			'"Name" is empty',
		],
		[
			'a job without a description',
			{ resource: 'job', operation: 'create', name: 'n', description: '={{ "" }}' },
			'"Description" is empty',
		],
		[
			'an update of nothing',
			{ resource: 'job', operation: 'update', jobId, updateFields: {} },
			'There is nothing to update',
		],
		[
			'a remark about no file',
			{
				resource: 'job',
				operation: 'requestOffer',
				jobId,
				files: { file: [{ fileName: '', remark: 'x' }] },
			},
			'File 1: "File Name" is empty',
		],
		...[
			['[{"fileName": "a.jpg"}, null]', 'File 2: it must be an object with "fileName"'],
			['[{"fileName": 7}]', 'File 1: "File Name" is empty'],
			['[{"fileName": "a.jpg", "remark": {}}]', 'File 1: its remark must be a text'],
			['[{"fileName": "a.jpg", "tags": "red"}]', 'File 1: its tags must be a list of texts'],
			['{"fileName": "a.jpg"}', '"Files" must be a JSON list'],
		].map(([filesJson, message]): [string, IDataObject, string] => [
			`remarks that are ${filesJson}`,
			{ resource: 'job', operation: 'requestOffer', jobId, specifyFiles: 'json', filesJson },
			message,
		]),
		[
			'a date that is none',
			{ resource: 'search', operation: 'jobs', filters: { dateFrom: 'last week' } },
			'"Date From" is not a date and time',
		],
		...['dateFrom', 'query', 'statuses'].map((name): [string, IDataObject, string] => [
			`a filter whose expression found nothing (${name})`,
			{ resource: 'job', operation: 'getMany', filters: { [name]: '={{ $json.nothing }}' } },
			'found nothing for this item',
		]),
		[
			'a filter whose expression finds nothing',
			{ resource: 'search', operation: 'jobs', filters: { dateFrom: '={{ $json.nothing }}' } },
			'The expression in "Date From" found nothing for this item',
		],
		[
			'a limit below 1',
			{ resource: 'search', operation: 'jobs', returnAll: false, limit: -5 },
			'"Limit" is not valid',
		],
		[
			'waiting for nothing',
			{ resource: 'job', operation: 'waitForStatus', jobId },
			'There is no status to wait for',
		],
		[
			'waiting for no time',
			{
				resource: 'job',
				operation: 'waitForStatus',
				jobId,
				statuses: ['CJ_NEW'],
				options: { timeLimit: 0 },
			},
			'"Time Limit (Minutes)" is not valid',
		],
		...[0, -1, 'soon', '', null].map((value): [string, IDataObject, string] => [
			`waiting for results with ${value} as the interval`,
			{ ...awaited, options: { interval: value } },
			'"Interval (Seconds)" is not valid',
		]),
		...[0, -1, 'soon', '', null, Infinity].map((value): [string, IDataObject, string] => [
			`waiting for results with ${value} as the time limit`,
			{ ...awaited, options: { timeLimit: value } },
			'"Time Limit (Minutes)" is not valid',
		]),
		[
			'an empty review',
			{ resource: 'review', operation: 'reviewFiles', jobId },
			'The review is empty',
		],
		[
			'an empty review of one file',
			{ resource: 'review', operation: 'reviewFile', jobId, fileId, decision: 'reject' },
			'The review is empty',
		],
		[
			'an empty review of a job',
			{ resource: 'review', operation: 'reviewJob', jobId, reasons: [] },
			'The review is empty',
		],
		[
			'a review without an image',
			{
				resource: 'review',
				operation: 'reviewFiles',
				jobId,
				rejections: { rejection: [row, { ...row, imageId: '' }] },
			},
			'Rejection 2: "Image" is empty',
		],
		[
			'a review without a reason',
			{
				resource: 'review',
				operation: 'reviewFiles',
				jobId,
				rejections: { rejection: [{ ...row, reason: '' }] },
			},
			'Rejection 1: Choose a reason, or enter a "Remark"',
		],
		[
			'a mark outside the image',
			{
				resource: 'review',
				operation: 'reviewFiles',
				jobId,
				rejections: { rejection: [{ ...row, x: 100.5 }] },
			},
			'Rejection 1: The position 100.5, 1 is outside the image: it goes from 0, 0 (top left) to 100, 100',
		],
		[
			'a mark in pixels of an image without size',
			{
				resource: 'review',
				operation: 'reviewFiles',
				jobId,
				rejections: { rejection: [{ ...row, position: 'pixels' }] },
			},
			'Rejection 1: A position in pixels needs the width and the height of the image',
		],
		[
			'a mark that is no number',
			{
				resource: 'review',
				operation: 'reviewFiles',
				jobId,
				rejections: { rejection: [{ ...row, y: 'top' }] },
			},
			'Rejection 1: The position 1, NaN is outside the image',
		],
		[
			'JSON that does not parse',
			{
				resource: 'review',
				operation: 'reviewFiles',
				jobId,
				specifyReviews: 'json',
				reviewsJson: '[{"fileId": 1,}]',
			},
			'"Reviews" is not valid JSON',
		],
		[
			'JSON of another kind',
			{
				resource: 'review',
				operation: 'reviewFiles',
				jobId,
				specifyReviews: 'json',
				reviewsJson: '{"fileId": 1}',
			},
			'"Reviews" must be a JSON list',
		],
		[
			'JSON of another shape',
			{
				resource: 'review',
				operation: 'reviewFiles',
				jobId,
				specifyReviews: 'json',
				reviewsJson: '[{"file": 1}]',
			},
			'Review 1: "fileId" must be a number',
		],
		[
			'JSON with a mark outside the image',
			{
				resource: 'review',
				operation: 'reviewFiles',
				jobId,
				specifyReviews: 'json',
				reviewsJson: JSON.stringify([
					{
						fileId: 217667,
						rejects: [
							{
								imageId: 217671,
								rejects: [{ reason: 'x', positions: [{ xPercent: 12, yPercent: 0 }] }],
							},
						],
					},
				]),
			},
			'Review 1: "xPercent" and "yPercent" must be between 0 and 1',
		],
		[
			'JSON that reaches for a prototype',
			{ resource: 'review', operation: 'rejectFiles', body: '{"__proto__": {"a": 1}}' },
			'"Body" is not valid JSON',
		],
		[
			'no reason at all',
			{
				resource: 'review',
				operation: 'setRejectionReasons',
				jobId,
				fileName: { __rl: true, mode: 'name', value: 'koala.jpg' },
			},
			'Enter at least one reason',
		],
		[
			'a circle of no size',
			{
				resource: 'review',
				operation: 'setRejectionReasons',
				jobId,
				fileName: { __rl: true, mode: 'name', value: 'koala.jpg' },
				reasons: { reason: [{ rejectTypeId: 6, shape: 'Circle', x: 1, y: 1, r: 0 }] },
			},
			'Reason 1: the circle is outside the image',
		],
		[
			'an upload without a file',
			{ resource: 'file', operation: 'upload', jobId, binaryPropertyName: 'data' },
			'This item has no file to upload',
		],
		[
			'a file that is not chosen',
			{ resource: 'file', operation: 'download', jobId, fileId: byId('={{ $json.id }}') },
			'"File" is empty',
		],
	])('%s', async (_, parameters, message) => {
		const error = await refused(parameters);
		expect(error.message).toContain(message);
		expect(error.description).toEqual(expect.stringMatching(/\S/));
		expect(error.context.itemIndex).toBe(0);
		expect(sandbox.brightRiver.requests).toEqual([]);
	});

	it('an upload from a field that is not there, naming those that are', async () => {
		const item = itemWithFile(Buffer.from('x'), 'a.jpg');
		const error = await refused(
			{ resource: 'file', operation: 'upload', jobId, binaryPropertyName: 'photo' },
			{ binary: { image: item.binary!.data } },
		);
		expect(error.message).toBe('This item has no file in the field "photo"');
		expect(error.description).toContain('Its files are in: image');
		expect(sandbox.brightRiver.requests).toEqual([]);
	});
});

describe('is looked up and stopped before anything is changed:', () => {
	beforeEach(() => {
		sandbox.brightRiver.faults.add({
			kind: 'body',
			path: '/jobs/353413/files',
			contentType: 'application/json',
			body: JSON.stringify(examples.files),
		});
	});

	it.each<[string, IDataObject, string, string]>([
		[
			'a file name that the job does not have',
			{
				resource: 'file',
				operation: 'update',
				jobId,
				fileName: { __rl: true, mode: 'name', value: 'Koala.jpg' },
				updateFields: { remark: 'x' },
			},
			'Job 353413 has no file with the name "Koala.jpg"',
			'Its files are: koala.jpg, lighthouse.jpg.',
		],
		[
			'a file of another job',
			{
				resource: 'review',
				operation: 'reviewFiles',
				jobId,
				rejections: { rejection: [{ ...row, fileId: 5 }] },
			},
			'Job 353413 has no file 5',
			'Its files are: koala.jpg (217667), lighthouse.jpg (217668).',
		],
		[
			'an image of another file',
			{
				resource: 'review',
				operation: 'reviewFile',
				jobId,
				fileId,
				decision: 'reject',
				rejections: { rejection: [{ ...row, imageId: 217672 }] },
			},
			'The file "koala.jpg" has no edited image 217672',
			'Its edited images are: 217671.',
		],
	])('%s', async (_, parameters, message, description) => {
		const error = await refused({ ...parameters, rejections: parameters.rejections ?? files });
		expect(error.message).toBe(message);
		expect(error.description).toBe(description);
		expect(sandbox.brightRiver.requests.map(({ method }) => method)).toEqual(['GET']);
	});
});

it.each<[string, IDataObject, string]>([
	['job', { resource: 'job', operation: 'get', jobId: byId('') }, 'Job'],
	['name', { resource: 'job', operation: 'create', name: '', description: 'd' }, 'Name'],
])('n8n itself asks for a %s that was never filled in', async (_, parameters, label) => {
	const error = await refused(parameters);
	expect(error.message).toContain(`Parameter "${label}" is required`);
	expect(sandbox.brightRiver.requests).toEqual([]);
});

it('tells of a job that does not exist', async () => {
	const error = await refused({ resource: 'job', operation: 'get', jobId: byId(999) });
	expect(error.message).toBe('Bright River has no job 999');
});
