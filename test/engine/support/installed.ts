import { BrightRiverApi } from '../../../credentials/BrightRiverApi.credentials';
import { SkyfishApi } from '../../../credentials/SkyfishApi.credentials';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { BrightRiverTrigger } from '../../../nodes/BrightRiver/BrightRiverTrigger.node';
import { Skyfish } from '../../../nodes/Skyfish/Skyfish.node';
import { SkyfishTrigger } from '../../../nodes/Skyfish/SkyfishTrigger.node';
import { prepared } from '../../../tools/n8n-engine/preparedNodeType';

/** The package's nodes as n8n has them after it loaded the package. */
export const nodeTypes = {
	brightRiver: prepared(new BrightRiver()),
	brightRiverTrigger: prepared(new BrightRiverTrigger()),
	skyfish: prepared(new Skyfish()),
	skyfishTrigger: prepared(new SkyfishTrigger()),
};

/** The package's credentials. */
export const credentialTypes = {
	brightRiverApi: new BrightRiverApi(),
	skyfishApi: new SkyfishApi(),
};

/** Both, for n8n's engine. */
export const installed = { nodeTypes, credentialTypes };
