import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { allowPrivateStorage } from '../nodes/shared/operation/fields';
import { signForOwnOrigin } from '../nodes/shared/signing/ownOrigin';

const wrongAddress =
	'There is no Bright River API at this address. Check the base URL: by default it is https://api.bright-river.com.';
const notNow = 'Bright River is not available right now. Try again later.';

/** What the test of a credential says by the status of the answer; n8n would show its name alone. */
const refusals: Record<number, string> = {
	301: wrongAddress,
	302: wrongAddress,
	307: wrongAddress,
	308: wrongAddress,
	400: 'Bright River did not accept the request. Fill in both tokens, and check the base URL.',
	401: 'Bright River did not accept the tokens. Check both; the session token may have expired.',
	403: 'Bright River does not give the user of these tokens access. Check both, or ask Bright River.',
	404: wrongAddress,
	405: wrongAddress,
	406: wrongAddress,
	429: 'Bright River received too many requests. Try again in a minute.',
	500: notNow,
	502: notNow,
	503: notNow,
	504: notNow,
};

export class BrightRiverApi implements ICredentialType {
	name = 'brightRiverApi';

	displayName = 'Bright River API';

	icon: Icon = {
		light: 'file:../icons/brightRiver.svg',
		dark: 'file:../icons/brightRiver.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-bright-river-skyfish/n8n-nodes-bright-river-skyfish#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Client Token',
			name: 'clientToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Identifies your company to the API. You get it from Bright River.',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Identifies the user. You get it from Bright River; it can expire.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.bright-river.com',
			required: true,
			description: 'Address of the API. The tokens are only sent there.',
		},
		allowPrivateStorage,
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		signForOwnOrigin(
			String(credentials.baseUrl ?? ''),
			request,
			{
				'X-Client-Token': String(credentials.clientToken ?? ''),
				'X-Session-Token': String(credentials.sessionToken ?? ''),
			},
			'Bright River API',
		);

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/search/fields',
			headers: { Accept: 'application/json' },
		},
		rules: Object.entries(refusals).map(([status, message]) => ({
			type: 'responseCode',
			properties: { value: Number(status), message },
		})),
	};
}
