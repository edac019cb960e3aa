import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { readJson } from '../../../shared/jsonField';
import { nothingIn } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { refused } from '../../../shared/refused';
import { forEachItem, send } from '../../../shared/transport';
import { brightRiver } from '../../brightRiverService';
import { jobId } from '../../fields';
import { jobIdOf } from '../../jobCalls';
import { specifyReviews, reviewsJson } from '../../reviewFields';

async function reviewAllFiles(
	this: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const reviews =
		this.getNodeParameter('specifyReviews', 'fields') === 'json'
			? (readJson(this, 'Reviews', this.getNodeParameter('reviewsJson', '[]'), 'list') as object[])
			: (this.getNodeParameter('reasons', []) as string[]).map((reason) => ({ reason }));
	if (reviews.length === 0) {
		throw refused(this, 'The review is empty', 'Choose at least one reason.');
	}
	const { url } = options;
	nothingIn(
		this,
		await send(this, brightRiver, { method: 'POST', url: String(url), body: { reviews } }),
	);
	return [{ json: { success: true, jobId: jobIdOf(this) } }];
}

/** `POST /jobs/{id}/review`, document 000. */
export const reviewJob: Operation = {
	option: {
		name: 'Review All Files',
		value: 'reviewJob',
		action: 'Review all files of a job',
		description: 'Send all files of a job back for the same reasons',
		routing: {
			request: { method: 'POST', url: '/jobs/{jobId}/review' },
			operations: { pagination: forEachItem(brightRiver, reviewAllFiles) },
		},
	},
	fields: [
		jobId,
		specifyReviews,
		{
			displayName: 'Reason Names or IDs',
			name: 'reasons',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getRejectReasons' },
			default: [],
			description:
				'Standard reasons of Bright River. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			displayOptions: { show: { specifyReviews: ['fields'] } },
		},
		{ ...reviewsJson, hint: 'A list as in the documentation of Bright River: [{ "reason": "…" }]' },
	],
};
