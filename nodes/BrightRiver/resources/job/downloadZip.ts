import type { INodeExecutionData, NodeApiError } from 'n8n-workflow';
import type { Json } from '../../../shared/client/response';
import { downloadFile } from '../../../shared/files/download';
import { fileTurn } from '../../../shared/files/transfer';
import type { Item } from '../../../shared/operation/item';
import { getJob, isRefusal, storageUrl } from '../../api/jobs';
import { resultsAre, whyNoResults } from '../../api/results';
import { groupOf } from '../../api/statuses';

/** The ZIP file that a job names. @throws NodeOperationError or NodeApiError where it is not there */
export async function downloadZip(item: Item, jobId: number): Promise<INodeExecutionData[]> {
	const { zip, refusal, job } = await zipOf(item, jobId);
	if (zip) return [zip];
	throw whyNoResults(item.client, jobId, job) ?? refusal;
}

/** The same for one who waits: nothing where it can still be made, which may be long after the job is done. */
export async function zipIfThere(
	item: Item,
	jobId: number,
): Promise<INodeExecutionData[] | undefined> {
	const { zip, refusal, job } = await zipOf(item, jobId);
	if (zip) return [zip];
	const isLast = resultsAre(job) === 'over' || groupOf(String(job.status)) === 'finished';
	// What is not there may come; what this account may not have, or what is gone, does not.
	const isFinal = /^(403|410)$/.test(String((refusal as NodeApiError).httpCode));
	if (isLast || isFinal) throw whyNoResults(item.client, jobId, job) ?? refusal;
	// It is going to have another turn.
	item.client.session.progress.expectMore(1);
	return undefined;
}

/** The ZIP file, or why there is none: Bright River refuses it, or does not say where it is. */
type Zip = { job: Json } & (
	{ zip: INodeExecutionData; refusal?: undefined } | { zip?: undefined; refusal: Error }
);

async function zipOf(item: Item, jobId: number): Promise<Zip> {
	const { client } = item;
	const fileName = item.option('fileName') || `job-${jobId}.zip`;
	return await fileTurn(client, async (): Promise<Zip> => {
		const job = await getJob(client, jobId);
		const isNamed = Boolean((job.download as Json | null | undefined)?.getUrl);
		const download = async () => {
			const url = storageUrl(client, job, 'download', 'getUrl');
			return await downloadFile(client, { url }, () => fileName);
		};
		return await download().then(
			({ file, received }) => {
				const json = { jobId, name: String(job.name ?? ''), fileName: file.fileName, ...received };
				return { job, zip: { json, binary: { [item.text('binaryPropertyName')]: file } } };
			},
			(error: Error) => {
				if (isNamed && !isRefusal(error)) throw error;
				return { job, refusal: error };
			},
		);
	});
}
