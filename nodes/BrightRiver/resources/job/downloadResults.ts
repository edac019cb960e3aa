import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { outputBinaryField } from '../../../shared/fields';
import { downloadFile } from '../../../shared/files/downloadFile';
import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { fileTurn } from '../../../shared/turns';
import { brightRiver } from '../../brightRiverService';
import { jobId } from '../../fields';
import { getJob, jobIdOf, storageUrl } from '../../jobCalls';

async function downloadResultsOfJob(
	this: IExecutePaginationFunctions,
): Promise<INodeExecutionData[]> {
	const field = this.getNodeParameter('binaryPropertyName') as string;
	const { fileName = '' } = this.getNodeParameter('options', {}) as { fileName?: string };
	return await fileTurn(this, brightRiver, async () => {
		const job = await getJob(this, jobIdOf(this));
		const url = storageUrl(this, job, 'download', 'getUrl');
		const wantedName = fileName.trim() || `job-${String(job.id)}.zip`;
		const { file, received } = await downloadFile(this, brightRiver, url, wantedName);
		const { name } = job;
		const json = {
			jobId: Number(job.id),
			name: String(name ?? ''),
			fileName: file.fileName,
			...received,
		};
		return [{ json, binary: { [field]: file } }];
	});
}

/** The zip behind `download.getUrl` of `GET /jobs/{id}`, document 000. */
export const downloadResults: Operation = {
	option: {
		name: 'Download Results',
		value: 'downloadResults',
		action: 'Download the results of a job',
		description: 'Download all edited photos of a job as one ZIP file',
		routing: {
			request: { method: 'GET', url: '/jobs/{jobId}' },
			operations: { pagination: forEachItem(brightRiver, downloadResultsOfJob) },
		},
	},
	fields: [
		jobId,
		outputBinaryField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. shoes.zip',
					description: 'Name of the ZIP file. By default, the ID of the job with .zip.',
				},
			],
		},
	],
};
