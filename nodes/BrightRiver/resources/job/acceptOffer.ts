import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { operationError } from '../../../shared/errors/operationError';
import type { Operation } from '../../../shared/operation/define';
import { collections } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { readWholeNumber } from '../../../shared/operation/parameters';
import { getJob } from '../../api/jobs';
import { jobId } from '../../fields';
import { step } from './step';

/** In the node, not in an agent's prompt: what it may spend is for the operator to say. */
const mostFiles: INodeProperties = {
	displayName: 'Most Files',
	name: 'mostFiles',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 20,
	description:
		'The most files that a job may have for its offer to be accepted. With more, the offer is not accepted and the node fails.',
};

/** @throws NodeOperationError when the job has more files, or when nobody says how many it has */
async function requireFewFiles({ client, context }: Item, job: number, most: number) {
	const { fileCount } = await getJob(client, job);
	const isKnown = typeof fileCount === 'number';
	if (isKnown && fileCount <= most) return;
	throw operationError(
		context,
		isKnown
			? `Job ${job} has ${fileCount} files, more than "${mostFiles.displayName}" allows (${most})`
			: `Bright River does not say how many files job ${job} has`,
		`The offer was not accepted. Have a person decide, or change "${mostFiles.displayName}" in the node.`,
	);
}

async function accept(item: Item): Promise<INodeExecutionData[]> {
	const options = item.parameter<IDataObject>('options', {});
	// A limit that an expression leaves empty is no leave to accept without one.
	if (Object.hasOwn(options, mostFiles.name)) {
		const most = readWholeNumber(item.context, mostFiles.displayName, options.mostFiles);
		await requireFewFiles(item, item.id(jobId), most);
	}
	return await step(item);
}

export const acceptOffer: Operation = {
	name: 'Accept Offer',
	value: 'acceptOffer',
	// An agent reads nothing else of it.
	action: 'Accept the offer for a job (spends money)',
	description: 'Accept the price of a job, so that its photos are edited. This spends money.',
	notice:
		'This orders the work, which costs money and cannot be undone. Add <b>Most Files</b> in the options to leave larger jobs to a person.',
	document: '000',
	call: 'POST /jobs/{jobId}/acceptoffer',
	also: ['GET /jobs/{jobId}/status', 'GET /jobs/{jobId}'],
	fields: [jobId, { ...collections.options, options: [mostFiles] }],
	run: accept,
};
