import type { NodeHint } from 'n8n-workflow';
import type { MediaEvent } from './parameters';

/** What a poll costs Skyfish. */
const costs: Record<MediaEvent, string> = {
	mediaAdded:
		'A poll costs one or two calls to Skyfish, and more only with tens of thousands of uploads a day.',
	mediaUpdated:
		'A poll costs about three calls to Skyfish, and each media item that changed costs two more.',
	mediaExpiring:
		'A poll costs one call to Skyfish for each 200 media items whose date is near, and one for each that is new among them.',
	mediaEnteredFolder:
		'A poll costs one call to Skyfish for each 500 files in the watched folders, and one for each that came or went: poll folders with many thousands of files less often.',
	mediaLeftFolder:
		'A poll costs one call to Skyfish for each 500 files in the watched folders, and one for each that came or went: poll folders with many thousands of files less often.',
};

/** What an operator sees beside the trigger: what a poll costs, and how its events come. */
export const hints: NodeHint[] = [
	{
		message:
			'A poll that finds several media items starts the workflow once, with one item for each. In a test event, <code>isTestEvent</code> is true.',
		type: 'info',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
	},
	...Object.entries(costs).map(([event, message]): NodeHint => ({
		message,
		type: 'info',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition: `={{ $parameter["event"] === "${event}" }}`,
	})),
];
