import type { NodeHint } from 'n8n-workflow';
import { severalItems, whenChosen } from '../shared/operation/hints';

const after = { location: 'outputPane', whenToDisplay: 'afterExecution' } as const;
const before = { location: 'outputPane', whenToDisplay: 'beforeExecution' } as const;

/** Whether the answer goes out with the addresses in it. */
const withAddresses =
	'($parameter["output"] === "raw" || $parameter["output"] === "fields" && /upload|download|original|clipped/i.test($parameter["fields"]))';
const signedAddresses =
	'This output holds signed addresses of files. Whoever has one can open the file until it expires, and n8n keeps them with the execution. <b>Simplified</b> leaves them out.';
const onceForEach =
	'This runs once for each input item. If several items belong to one job, as after <b>Upload</b>, turn on <b>Execute Once</b> in the settings.';

/** What an operator sees beside the node, where it concerns what is chosen. */
export const hints: NodeHint[] = [
	{
		message:
			'<b>verified: false</b> means that Bright River does not list the photo yet. If it does not list it after the offer is requested either, set <b>Upload Field</b> in the options: <code>npm run check:live</code> finds the name, or ask Bright River.',
		displayCondition: whenChosen('file', ['upload']),
		...after,
	},
	...Object.entries({
		job: ['create', 'get'],
		file: ['get', 'getAll'],
		review: ['getFiles'],
	}).map(([resource, operations]): NodeHint => ({
		message: signedAddresses,
		type: 'warning',
		displayCondition: whenChosen(resource, operations, withAddresses),
		...after,
	})),
	...Object.entries({ search: ['jobs'], job: ['getMany'] }).map(
		([resource, operations]): NodeHint => ({
			message:
				'The search lags behind: a job that was created or changed a moment ago may be missing or show its old status. <b>Job > Get Status</b> is up to date.',
			displayCondition: whenChosen(resource, operations),
			...after,
		}),
	),
	{
		message:
			'This creates one job for each input item. To create a single job, turn on <b>Execute Once</b> in the settings.',
		displayCondition: whenChosen('job', ['create'], severalItems),
		...before,
	},
	...Object.entries({
		job: ['acceptOffer', 'cancel', 'close', 'requestOffer', 'waitForStatus'],
		review: ['acceptJob'],
	}).map(([resource, operations]): NodeHint => ({
		message: onceForEach,
		displayCondition: whenChosen(resource, operations, severalItems),
		...before,
	})),
];

/**
 * What is as good as a password in the answers: addresses that carry the account's session. n8n 2.41 knows this
 * list, and does not hide by it yet.
 */
export const sensitiveOutputFields = [
	...['upload.postUrl', 'download.getUrl', 'downloadUrl'],
	...['original', 'clipped[*]', 'previousClipped[*]'].flatMap((image) =>
		['preview', 'thumbnail', 'real', 'downloadUrl'].map((address) => `${image}.${address}`),
	),
];

/** For n8n's own assistant that builds workflows. */
export const builderHint = {
	searchHint:
		'A job goes through these steps: Job > Create, File > Upload of its photos, Job > Request Offer, Job > Accept Offer (spends money: put an approval by a person before it, or set Most Files), then Job > Download Results. Editing takes hours: start the steps after Request Offer with the Bright River Trigger instead of waiting in the workflow. For a quick try, Job > Send Photos and Job > Download Results with Wait for Results are enough. Several items of one job need Execute Once.',
};
