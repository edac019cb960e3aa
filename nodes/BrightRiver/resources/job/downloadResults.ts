import type { INodeExecutionData } from 'n8n-workflow';
import { downloadFile } from '../../../shared/files/download';
import { fileTurn } from '../../../shared/files/transfer';
import type { Operation } from '../../../shared/operation/define';
import { collections, fileNameOption, outputBinaryField } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { getJob, storageUrl } from '../../api/jobs';
import { jobId } from '../../fields';

async function downloadZip(item: Item): Promise<INodeExecutionData[]> {
	const { client } = item;
	const wanted = item.id(jobId);
	const field = item.text('binaryPropertyName');
	const fileName = item.option('fileName') || `job-${wanted}.zip`;
	return await fileTurn(client, async () => {
		const job = await getJob(client, wanted);
		const url = storageUrl(client, job, 'download', 'getUrl');
		const { file, received } = await downloadFile(client, { url }, () => fileName);
		const name = String(job.name ?? '');
		const json = { jobId: wanted, name, fileName: file.fileName, ...received };
		return [{ json, binary: { [field]: file } }];
	});
}

/** The ZIP file that a job names. */
export const downloadResults: Operation = {
	name: 'Download Results',
	value: 'downloadResults',
	action: 'Download the results of a job',
	description: 'Download all edited photos of a job as one ZIP file',
	document: '000',
	call: 'GET download.getUrl',
	also: ['GET /jobs/{jobId}'],
	fields: [
		jobId,
		outputBinaryField,
		{
			...collections.options,
			options: [
				{
					...fileNameOption,
					placeholder: 'e.g. shoes.zip',
					description: 'Name of the ZIP file. By default, the ID of the job with .zip.',
				},
			],
		},
	],
	run: downloadZip,
};
