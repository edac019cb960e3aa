import { describeResource } from '../../../shared/operation';
import { getApiEndpoint } from './getApiEndpoint';
import { getApiKeys } from './getApiKeys';
import { getDiskUsage } from './getDiskUsage';
import { getFolders } from './getFolders';
import { getUsers } from './getUsers';

export const company = describeResource(
	'company',
	[getApiEndpoint, getApiKeys, getDiskUsage, getFolders, getUsers],
	'getUsers',
);
