import '#fonts.css'
import '../../components/tokens.css'
import '../../diagrams/diagram.css'
import './slides.css'
