import type { Item } from '../../../shared/operation/item';
import { requireFilled } from '../../../shared/operation/parameters';
import { requireFile } from '../../api/jobs';
import { fileName, jobId } from '../../fields';

/**
 * The file that "Job" and "File Name" choose, before anything about it is changed: the service does not always
 * say that it has no such file.
 *
 * @throws NodeOperationError when a field is empty, or the job does not have the file
 */
export async function chosenFile(item: Item): Promise<{ jobId: number; fileName: string }> {
	const job = item.id(jobId);
	const name = String(item.located(fileName.name) ?? '');
	requireFilled(item.context, fileName.displayName, name);
	await requireFile(item.client, job, name);
	return { jobId: job, fileName: name };
}
