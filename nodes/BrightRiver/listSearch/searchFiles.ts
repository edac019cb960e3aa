import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { listIn, objectIn } from '../../shared/answer';
import { send } from '../../shared/transport';
import { brightRiver } from '../brightRiverService';

/** The files of the chosen job, for the "File" dropdown. */
export async function searchFiles(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const job = String(this.getCurrentNodeParameter('jobId', { extractValue: true }) ?? '').trim();
	if (!/^\d+$/.test(job)) {
		throw new NodeOperationError(this.getNode(), 'Choose a job first', {
			description: 'The list shows the files of the job in "Job".',
		});
	}
	const request = { url: `/jobs/${job}/files`, headers: { Accept: 'application/json' } };
	const files = listIn(this, objectIn(this, await send(this, brightRiver, request)), 'files');
	return {
		results: files
			.map(({ id, fileName }) => ({ name: String(fileName), value: String(id) }))
			.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
	};
}
