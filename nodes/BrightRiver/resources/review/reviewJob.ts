import type { INodeProperties } from 'n8n-workflow';
import { operationError } from '../../../shared/errors/operationError';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { answered } from '../../../shared/operation/results';
import { jobId } from '../../fields';
import { reviewsJson, specifyReviews } from './reviewFields';

/** The reasons for all files, as the service wants them. @throws NodeOperationError if there are none */
function reviewsOfAllFiles(item: Item): unknown[] {
	const reviews =
		item.choice(specifyReviews) === 'json'
			? (item.json(reviewsJson, 'list') as unknown[])
			: item.parameter<string[]>('reasons', []).map((reason) => ({ reason }));
	if (reviews.length > 0) return reviews;
	throw operationError(item.context, 'The review is empty', 'Choose at least one reason.');
}

const reasons: INodeProperties = {
	displayName: 'Reason Names or IDs',
	name: 'reasons',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getRejectReasons' },
	default: [],
	description:
		'Standard reasons of Bright River. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	displayOptions: { show: { specifyReviews: ['fields'] } },
};

export const reviewJob: Operation = {
	name: 'Review All Files',
	value: 'reviewJob',
	action: 'Review all files in a job',
	description: 'Send all files of a job back for the same reasons',
	document: '000',
	call: 'POST /jobs/{jobId}/review',
	fields: [
		jobId,
		specifyReviews,
		reasons,
		{ ...reviewsJson, hint: 'The list that Bright River documents: [{ "reason": "…" }]' },
	],
	sends: (item) => ({ body: { reviews: reviewsOfAllFiles(item) } }),
	gives: answered('jobId'),
};
