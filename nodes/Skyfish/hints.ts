import type { NodeHint } from 'n8n-workflow';
import { whenChosen } from '../shared/operation/hints';

const after = { location: 'outputPane', whenToDisplay: 'afterExecution' } as const;

/** What an operator sees beside the node, where it concerns what is chosen. */
export const hints: NodeHint[] = [
	{
		message:
			'The address is signed: whoever has it can download the file for five minutes. Ask for it right before it is used.',
		type: 'warning',
		displayCondition: whenChosen('media', ['getDownloadUrl']),
		...after,
	},
	{
		message:
			'This output holds the secrets of API keys, and n8n keeps them with the execution. Turn off <b>Include Secrets</b> when you no longer need them.',
		type: 'warning',
		displayCondition: whenChosen(
			'company',
			['getApiKeys'],
			'$parameter["includeSecrets"] === true',
		),
		...after,
	},
	{
		message:
			'<b>imported: false</b> means that Skyfish is still working on the file: it cannot be found, changed or downloaded before that is done.',
		displayCondition: whenChosen(
			'media',
			['upload'],
			'$parameter["options"]["waitForImport"] === false',
		),
		...after,
	},
	...Object.entries({ search: ['media'], media: ['getMany'] }).map(
		([resource, operations]): NodeHint => ({
			message:
				'The search lags behind: a media item that was added or changed a moment ago may be missing or show its old state. <b>Media > Get</b> is up to date.',
			displayCondition: whenChosen(resource, operations),
			...after,
		}),
	),
];

/** What is as good as a password in the answers. n8n 2.41 knows this list, and does not hide by it yet. */
export const sensitiveOutputFields = ['secret'];

/** For n8n's own assistant that builds workflows. */
export const builderHint = {
	searchHint:
		'Most operations take the mediaId that Media > Get Many, Upload and all others give out. Media > Remove From Folder and Folder > Delete or Purge destroy files: prefer Move to Trash, or put an approval by a person before them.',
};
