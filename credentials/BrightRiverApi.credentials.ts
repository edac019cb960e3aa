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
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Bright River did not accept the tokens. Check both; the session token may have expired.',
				},
			},
		],
	};
}
