import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { refused } from '../shared/refused';
import { filesOf, type JobFile } from './jobCalls';

/**
 * The files of the job that is chosen in the node at the moment, for the dropdowns.
 *
 * @param filter what the operator typed into the list; part of a file name
 * @throws NodeOperationError when no job is chosen yet
 */
export async function filesOfChosenJob(
	context: ILoadOptionsFunctions,
	filter = '',
): Promise<JobFile[]> {
	const job = String(context.getCurrentNodeParameter('jobId', { extractValue: true }) ?? '').trim();
	if (!/^\d+$/.test(job)) {
		throw refused(context, 'Choose a job first', 'The list shows the files of the job in "Job".');
	}
	const files = await filesOf(context, Number(job));
	const wanted = filter.toLowerCase();
	return files.filter(({ fileName }) => fileName.toLowerCase().includes(wanted));
}
