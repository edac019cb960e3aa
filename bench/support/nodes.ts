import { nodeType } from '../../tools/checkout/packages.ts';
import type { TestedNode } from './timeNode.ts';
import type { Service } from './world.ts';

/** A resource locator "By ID" that takes the id from the item. */
const fromItem = (field: string) => ({ __rl: true, mode: 'id', value: `={{ $json.${field} }}` });

/** An operation of the Bright River node. */
export function brightRiver(
	{ brightRiver }: Service,
	parameters: Record<string, unknown>,
): TestedNode {
	return {
		type: nodeType('brightRiver'),
		typeVersion: 1,
		parameters: { ...parameters, jobId: fromItem('jobId') },
		credentials: { brightRiverApi: brightRiver },
	};
}

/** "Job: Get", with the raw answer, as the HTTP Request node gives it. */
export const getJobNode = (service: Service) =>
	brightRiver(service, { resource: 'job', operation: 'get', output: 'raw' });

/** "Request Options" of a node of ours; what is not set is as by default. */
type RequestOptions = Record<string, unknown>;

/** Checksums are computed and compared, too. */
export const withChecksum: RequestOptions = { verifyFiles: 'sizeAndChecksum' };

/** "File: Upload" of the item's file. */
export const uploadNode = (service: Service, requestOptions: RequestOptions = {}) =>
	brightRiver(service, {
		resource: 'file',
		operation: 'upload',
		binaryPropertyName: 'data',
		requestOptions,
	});

/** "File: Download" of an original. */
export const downloadNode = (service: Service, requestOptions: RequestOptions = {}) =>
	brightRiver(service, {
		resource: 'file',
		operation: 'download',
		fileId: fromItem('fileId'),
		image: 'original',
		size: 'full',
		binaryPropertyName: 'data',
		requestOptions,
	});

/** n8n's HTTP Request node, newest version, with what is not said here left as n8n has it. */
function httpRequest(
	parameters: Record<string, unknown>,
	credentials?: TestedNode['credentials'],
): TestedNode {
	return { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.5, parameters, credentials };
}

export const httpGetJob = ({ sandbox, customAuth }: Service) =>
	httpRequest(
		{
			url: `=${sandbox.url}/jobs/{{ $json.jobId }}`,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpCustomAuth',
		},
		{ httpCustomAuth: customAuth },
	);

/** The item's file, in a form, to the address in the item. */
export const httpUpload = () =>
	httpRequest({
		method: 'POST',
		url: '={{ $json.postUrl }}',
		sendBody: true,
		contentType: 'multipart-form-data',
		bodyParameters: {
			parameters: [{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' }],
		},
	});

/** The answer of the address in the item, as a file. */
export const httpDownload = () =>
	httpRequest({
		url: '={{ $json.getUrl }}',
		options: { response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } },
	});

/** n8n's Read/Write Files from Disk node, reading the files that a pattern finds. */
export const readFiles = (fileSelector: string): TestedNode => ({
	type: 'n8n-nodes-base.readWriteFile',
	typeVersion: 1.1,
	parameters: { operation: 'read', fileSelector, options: { dataPropertyName: 'data' } },
});
